-- gimlet judge: an analyst's word on a hit, which lasts: it hangs on the document, the rule and the quote.
local args = require "gimlet.args"
local corpora = require "gimlet.corpus"
local files = require "gimlet.files"
local json = require "gimlet.json"
local stored = require "gimlet.stored"
local terminal = require "gimlet.terminal"
local words = require "gimlet.report.words"

local VERDICTS <const> = { "accept", "reject", "sign", "speaker", "date", "subject", "note" }
local NEEDS_VALUE <const> = { sign = "+ or -", speaker = "NAME", date = "DATE" }
local SIGNS <const> = { ["+"] = "+", ["-"] = "-", ["for"] = "+", against = "-" }
local FIELDS <const> = { "hash", "rule", "text", "hit", "verdict", "value", "who", "when", "why" }

-- ---- deciding ------------------------------------------------------------------------------------------

local function find_hit(result, wanted)
  local found
  for _, line in ipairs(result.lines) do
    if tostring(line.hit.id):sub(1, #wanted) == wanted then
      if found and found.hit.id ~= line.hit.id then return nil, ("“%s” begins more than one hit"):format(wanted) end
      found = found or line
    end
  end
  return found, ("no hit “%s” in the latest run; `gimlet explain FACTOR` shows their ids"):format(wanted)
end

local function check_verdict(verdict, value)
  local known = false
  for _, name in ipairs(VERDICTS) do known = known or name == verdict end
  if not verdict then args.misuse("a verdict is missing: " .. table.concat(VERDICTS, ", ")) end
  if not known then
    args.misuse(("“%s” is no verdict%s"):format(tostring(verdict), args.did_you_mean(tostring(verdict), VERDICTS)))
  end
  if NEEDS_VALUE[verdict] and not value then
    args.misuse(("judge HIT %s %s"):format(verdict, NEEDS_VALUE[verdict]))
  end
  if verdict ~= "sign" then return value end
  return SIGNS[value] or args.misuse("a sign is + or -, for or against")
end

local function print_moves(before, after)
  local moved = false
  for i, score in ipairs(before.scores) do
    local now = after.scores[i]
    if now and now.value ~= score.value then
      moved = true
      print(("%s: %s → %s (%s)"):format(score.about or score.id, words.decimal(score.value, 2),
        words.decimal(now.value, 2), words.signed(now.value - score.value, 2)))
    end
  end
  if not moved then print "No score moves." end
end

local function decide(corpus, options, wanted, verdict, value)
  value = check_verdict(verdict, value)
  local before, message = stored.open(corpus, options.run, corpus:decisions())
  if not before then return nil, message end
  local line, unknown = find_hit(before, wanted)
  if not line then return nil, unknown end
  local hit = line.hit
  local number, failed = corpus:decide { hash = not options.alike and hit.hash or nil, rule = hit.rule, text = hit.text,
    verdict = verdict, value = value, why = options.why, who = options.who }
  if not number then return nil, failed end
  print(("Decision %d: %s%s: “%s” in %s."):format(number, verdict, value and " " .. value or "",
    terminal.plain(hit.text), options.alike and "every document" or terminal.plain(hit.document)))
  local after, wrong = stored.open(corpus, options.run, corpus:decisions())
  if not after then return nil, wrong end
  print_moves(before, after)
  print "It holds from the next `gimlet run` on."
  return 0
end

-- ---- listing -------------------------------------------------------------------------------------------

local function list(corpus, options)
  local decisions = corpus:decisions()
  local result = stored.open(corpus, options.run, decisions)
  local idle = {}
  for _, decision in ipairs(result and result.unused_decisions or {}) do idle[decision.number] = true end
  if options.json then
    for _, decision in ipairs(decisions) do
      decision.type, decision.applies, decision.schema = "decision", not idle[decision.number], 1
      io.write(json.encode(decision), "\n")
    end
    return 0
  end
  local rows = {}
  for i, decision in ipairs(decisions) do
    rows[i] = { decision.number, decision.verdict .. (decision.value and " " .. decision.value or ""),
      (decision.rule or ""):match("[^.]*$"), "“" .. terminal.plain(decision.text or "") .. "”",
      terminal.plain(decision.who or ""), terminal.plain(decision.why or ""), idle[decision.number] and "no hit" or "" }
  end
  if #rows == 0 then
    print "No decision yet: `gimlet judge HIT reject --why …` makes one."
    return 0
  end
  io.write(terminal.table(rows, { header = { "no.", "verdict", "rule", "quote", "who", "why", "" }, shrink = 4 }))
  return 0
end

local function undo(corpus, number)
  number = math.tointeger(tonumber(number))
  if not number then args.misuse("judge undo NUMBER") end
  local good, message = corpus:undecide(number)
  if not good then return nil, message end
  print(("Decision %d is taken back."):format(number))
  return 0
end

-- Decisions as `judge --json` printed them; those that are there already are passed over.
local function import(corpus, path)
  if not path then args.misuse("judge import FILE") end
  local text, message = files.read(path)
  if not text then return nil, message end
  local function key(decision)
    local parts = {}
    for i, field in ipairs(FIELDS) do parts[i] = tostring(decision[field] or "") end
    return table.concat(parts, "\31")
  end
  local known, added, failures = {}, 0, 0
  for _, decision in ipairs(corpus:decisions()) do known[key(decision)] = true end
  local at = 0
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    at = at + 1
    local decision = line:find("%S") and json.decode(line)
    if type(decision) == "table" and decision.verdict and (decision.hash or decision.rule or decision.hit) then
      if not known[key(decision)] then
        decision.number, added = nil, added + 1
        assert(corpus:decide(decision))
      end
    elseif line:find("%S") then
      failures = failures + 1
      terminal.failure(("%s:%d: is no decision"):format(path, at))
    end
  end
  print(words.count(added, "decision") .. " taken over.")
  return failures > 0 and 1 or 0
end

return {
  summary = "decide on a hit: accept, reject, another sign, speaker or date",
  usage = "judge [HIT VERDICT [VALUE] | undo NUMBER | import FILE] [--why TEXT]",
  about = "A decision hangs on the document, the rule and the quote: it survives reloading and changed rules, changes "
    .. "the next run, and stands in the ledger with who and why. Verdicts: accept (what was left out), reject, sign + "
    .. "or -, speaker NAME, date DATE, subject (about another), note. Without arguments: all decisions, also those "
    .. "that no longer apply; with --json in the form that `judge import` reads.",
  maximum = 3,
  options = {
    "corpus", "json",
    { "why", short = "r", value = "TEXT", help = "the reason, which the ledger shows" },
    { "who", value = "NAME", help = "who decides (default: $USER)" },
    { "alike", help = "decide on this quote under this rule in every document" },
    { "run", value = "ID", help = "the run the hit is from (default: the latest)" },
  },
  examples = {
    { "gimlet judge 3f2a91 reject --why 'speaks of the army'", "the hit counts 0 from now on" },
    { "gimlet judge 3f2a91 sign - --why irony", "it speaks against, not for" },
    { "gimlet judge --json > mine.jsonl", "to a colleague, who types: gimlet judge import mine.jsonl" },
  },
  run = function(options, arguments)
    local first, second, third = table.unpack(arguments)
    local corpus <close>, message = corpora.open(options.corpus, { readonly = #arguments == 0 })
    if not corpus then return nil, message end
    if not first then return list(corpus, options) end
    if first == "undo" then return undo(corpus, second) end
    if first == "import" then return import(corpus, second) end
    return decide(corpus, options, first, second, third)
  end,
}
