# A pack's own functions: weigh and combine, with their reasons in the ledger, which still sums to the score.
. "$CASES/score/club.inc"
sed -i 's/^score "readiness" {/score "readiness" {\
  combine = function(factors)\
    local out = {}\
    for _, f in ipairs(factors) do out[f.id] = f.balance > 0 and f.weight or f.balance * f.weight end\
    return out\
  end,/
  s/weight = 1, group = "wanted",/weight = 1, group = "wanted",\
  weigh = function(hit) return 0.3, "members are polite" end,/' rules/club/pack.lua
$GIMLET scan club docs --explain readiness | head -12
$GIMLET scan club docs --explain welcome
$GIMLET scan club docs --json > lines
sed -n 's/.*"group":null,"value":\([-0-9.]*\).*/\1/p' lines
grep '"type":"ledger"' lines | sed 's/.*"value":\([-0-9.]*\).*/\1/' | awk '{ s += $1 } END { printf "%.6f\n", s }'
grep '"kind":"combine"' lines
