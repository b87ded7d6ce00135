-- Decisions on the screen: lists, what they move, and how judges agree.
local explain = require "gimlet.report.explain"
local json = require "gimlet.base.json"
local lines = require "gimlet.report.lines"
local quote = require "gimlet.report.quote"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local M = {}

--- Says which scores moved.
---@param before table result
---@param after table result
function M.moves(before, after)
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

--- One line of evidence with all that is known of it.
---@param result table
---@param line table
function M.hit(result, line) io.write(explain.hit(result, result.scores[1], line)) end

---@param list table[] decisions with `applies`
---@return integer status
function M.list_json(list)
  for _, decision in ipairs(list) do
    decision.type, decision.schema = "decision", 1
    io.write(json.encode(decision), "\n")
  end
  return 0
end

---@param list table[] decisions with `applies`
---@param stale boolean? only those that do not apply were asked for
---@return integer status
function M.list(list, stale)
  if #list == 0 then
    print(stale and "Every decision applies." or "No decision yet: `gimlet judge HIT reject --why …` makes one.")
    return 0
  end
  local width = #tostring(list[#list].number) + 2
  for _, decision in ipairs(list) do
    local value = decision.value and " " .. terminal.plain(decision.value) or ""
    local head = { terminal.bold(decision.verdict .. value), (decision.rule or "any rule"):match("[^.]*$"),
      terminal.plain(decision.who or "an analyst") .. (decision.when and ", " .. decision.when:sub(1, 10) or "") }
    if not decision.hash then head[#head + 1] = "all alike" end
    if not decision.applies then head[#head + 1] = terminal.style("no hit takes it", "yellow") end
    print(("%" .. width - 2 .. "d  %s"):format(decision.number, table.concat(head, " · ")))
    local text = decision.text and "“" .. terminal.plain(decision.text) .. "”" or "every hit"
    if decision.why then text = text .. " – " .. terminal.plain(decision.why) end
    io.write(terminal.wrap(text, terminal.page_width(), (" "):rep(width)), "\n")
  end
  return 0
end

-- ---- agreement -----------------------------------------------------------------------------------------

local function opinion_list(opinions)
  local names, parts = {}, {}
  for name in pairs(opinions) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do parts[i] = ("%s: %s"):format(terminal.plain(name), opinions[name]) end
  return table.concat(parts, " · ")
end

local function settled_text(settled)
  return settled and ("settled: %s by %s%s"):format(settled.value, terminal.plain(settled.who or "an analyst"),
    settled.why and ", " .. terminal.plain(settled.why) or "") or "not settled"
end

local function agreement_json(found)
  for _, pair in ipairs(found.judges) do
    io.write(json.encode { type = "agreement", first = pair.first, second = pair.second, hits = pair.hits,
      agreed = pair.agreed, kappa = pair.kappa and json.micro(pair.kappa), schema = 1 }, "\n")
  end
  for _, conflict in ipairs(found.conflicts) do
    local hit = lines.hit(conflict.line.hit, conflict.line)
    hit.type, hit.opinions = "disagreement", json.object(conflict.opinions)
    hit.settled = conflict.settled and conflict.settled.value
    io.write(json.encode(hit), "\n")
  end
  return 0
end

local function print_conflict(conflict)
  local hit, width = conflict.line.hit, terminal.page_width()
  print()
  for i, piece in ipairs(quote.wrap(hit.id:sub(1, 8) .. "  “" .. quote.of(hit, 300) .. "”", width - 10)) do
    print((i == 1 and "" or "          ") .. quote.paint(piece, "«", "»"))
  end
  print(("          %s · %s"):format(terminal.plain(hit.document), conflict.line.factor.id))
  print("          " .. opinion_list(conflict.opinions) .. " — " .. settled_text(conflict.settled))
end

--- How judges agree.
---@param found table of judging.agreement
---@param options { json: boolean? }
---@return integer status
function M.agreement(found, options)
  if options.json then return agreement_json(found) end
  if #found.judges == 0 then
    print "Fewer than two judges have decided on hits of this run."
    return 0
  end
  local rows = {}
  for i, pair in ipairs(found.judges) do
    rows[i] = { terminal.plain(pair.first), terminal.plain(pair.second), pair.hits, pair.agreed,
      pair.kappa and words.plain(pair.kappa, 2) or "–" }
  end
  io.write(terminal.table(rows, { header = { "judge", "judge", "both", "agreed", "kappa" },
    right = { [3] = true, [4] = true, [5] = true } }))
  for _, conflict in ipairs(found.conflicts) do print_conflict(conflict) end
  if #found.conflicts > 0 then
    print()
    print "`gimlet judge HIT VERDICT --settle` gives the verdict that stands."
  end
  return 0
end

return M
