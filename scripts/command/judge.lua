-- gimlet judge: an analyst's word on a hit, which lasts: it hangs on the document, the rule and the quote.
local args = require "gimlet.cli.args"
local corpora = require "gimlet.corpus"
local decisions = require "gimlet.score.decisions"
local edtf = require "gimlet.base.edtf"
local files = require "gimlet.base.files"
local host = require("gimlet.core").host
local judging = require "gimlet.score.judging"
local report = require "gimlet.report.judging"
local stored = require "gimlet.score.stored"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local NEEDS_VALUE <const> = { sign = "+ or -", speaker = "NAME", date = "DATE" }
local SIGNS <const> = { ["+"] = "+", ["-"] = "-", ["for"] = "+", against = "-" }

-- ---- deciding ------------------------------------------------------------------------------------------

local function is_verdict(name)
  for _, known in ipairs(decisions.VERDICTS) do
    if known == name then return true end
  end
  return false
end

-- The value of a verdict as it is stored; misuse where it does not fit.
local function check_verdict(verdict, value)
  if not verdict then args.misuse("a verdict is missing: " .. table.concat(decisions.VERDICTS, ", ")) end
  if not is_verdict(verdict) then
    args.misuse(("“%s” is no verdict%s"):format(verdict, args.did_you_mean(verdict, decisions.VERDICTS)))
  end
  if NEEDS_VALUE[verdict] and not value then
    args.misuse(("judge HIT %s %s"):format(verdict, NEEDS_VALUE[verdict]))
  end
  if verdict == "date" then
    local good, message = edtf.parse(value)
    if not good then args.misuse("date: " .. message) end
  end
  if verdict ~= "sign" then return value end
  return SIGNS[value] or args.misuse("a sign is + or -, for or against")
end

local function store(corpus, line, verdict, value, options)
  local decision = judging.on_line(line, verdict, value, options)
  local number, failed = corpus:decide(decision)
  if not number then return nil, failed end
  print(("Decision %d: %s%s: “%s” in %s."):format(number, verdict, value and " " .. value or "",
    terminal.plain(line.hit.text), options.all_alike and "every document" or terminal.plain(line.hit.document)))
  return number
end

-- Computes the run anew with what is decided now, and says what moved.
local function show_moves(corpus, options, before)
  local after, wrong = stored.open(corpus, options.run, corpus:decisions())
  if not after then return nil, wrong end
  report.moves(before, after)
  print "It holds from the next `gimlet run` on."
  return 0
end

local function decide(corpus, options, wanted, verdict, value)
  local settles = options.settle
  value = check_verdict(verdict, value)
  local before, message = stored.open(corpus, options.run, corpus:decisions())
  if not before then return nil, message end
  local line, unknown = judging.find(before, wanted)
  if not line then return nil, unknown end
  if settles then verdict, value = "settle", verdict .. (value and " " .. value or "") end
  local number, failed = store(corpus, line, verdict, value, options)
  if not number then return nil, failed end
  return show_moves(corpus, options, before)
end

-- ---- going through -------------------------------------------------------------------------------------

local function ask(prompt)
  io.write(prompt)
  io.flush()
  local answer = io.read("l")
  return answer and answer:match("^%s*(.-)%s*$")
end

local KEYS <const> = { a = "accept", r = "reject", ["+"] = "sign", ["-"] = "sign", s = "speaker", d = "date",
  u = "subject", n = "note" }
local ASKS <const> = { s = "speaker: ", d = "date: ", u = "about whom (or nothing): ", n = "note: " }

-- What a key means, with its value; false where the answer was withdrawn or cannot be.
local function verdict_of(key)
  local verdict = KEYS[key]
  if verdict == "sign" then return verdict, key end
  local value = ASKS[key] and ask("  " .. ASKS[key])
  if value == "" then value = nil end
  if verdict == "date" and value then
    local good, message = edtf.parse(value)
    if not good then
      print("  " .. message)
      return false
    end
  end
  if not value and (NEEDS_VALUE[verdict] or verdict == "note") then return false end
  return verdict, value
end

-- One hit: true to go on, false to end, "back" or "again".
local function go_through_one(corpus, options, result, line, taken)
  local key = ask("[a]ccept [r]eject [+] [-] [s]peaker [d]ate s[u]bject [n]ote [b]ack [q]uit > ")
  if key == nil or key == "q" then return false end
  if key == "" then return true end
  if key == "b" then return "back" end
  if key == "z" then
    local last = table.remove(taken)
    if last then corpus:undecide(last) end
    print(last and ("  Decision %d is taken back."):format(last) or "  Nothing to take back.")
    return last and "back" or "again"
  end
  if not KEYS[key] then
    print "  A letter in brackets and enter; enter alone for the next one; z takes the last decision back."
    return "again"
  end
  local verdict, value = verdict_of(key)
  if not verdict then return "again" end
  local why = verdict ~= "note" and ask("  why: ") or nil
  local alike, all = judging.alike(result, line), nil
  if alike > 1 then all = ask(("  for all %d alike? y/N: "):format(alike)) == "y" end
  local number, failed = store(corpus, line, verdict, verdict == "note" and nil or value,
    { why = verdict == "note" and value or why ~= "" and why or nil, who = options.who, all_alike = all })
  if not number then error(failed, 0) end
  taken[#taken + 1] = number
  return true
end

local function go_through(corpus, options, factor)
  local result, message = stored.open(corpus, options.run, corpus:decisions())
  if not result then return nil, message end
  local queue, at, taken = judging.queue(result, factor), 1, {}
  if #queue == 0 then
    local names = {}
    for i, known in ipairs(result.factors) do names[i] = known.id end
    if not factor then return nil, "the run has no evidence to judge" end
    return nil, ("no hit of “%s” in the latest run%s"):format(factor, args.did_you_mean(factor, names))
  end
  while queue[at] do
    print(("\n%d of %d"):format(at, #queue))
    report.hit(result, queue[at])
    local next_ = go_through_one(corpus, options, result, queue[at], taken)
    if next_ == false then break end
    at = next_ == "back" and math.max(1, at - 1) or next_ == "again" and at or at + 1
  end
  print()
  if #taken == 0 then
    print "Nothing decided."
    return 0
  end
  print(words.count(#taken, "decision") .. ".")
  return show_moves(corpus, options, result)
end

-- ---- lists, files --------------------------------------------------------------------------------------

local function list(corpus, options)
  local all = corpus:decisions()
  local result = stored.open(corpus, options.run, all)
  local idle, shown = {}, {}
  for _, decision in ipairs(result and result.unused_decisions or {}) do idle[decision.number] = true end
  for _, decision in ipairs(all) do
    decision.applies = not idle[decision.number]
    if not (options.stale and decision.applies) then shown[#shown + 1] = decision end
  end
  if options.json then return report.list_json(shown) end
  return report.list(shown, options.stale)
end

local function agreement(corpus, options)
  local all = corpus:decisions()
  local result, message = stored.open(corpus, options.run, all)
  if not result then return nil, message end
  return report.agreement(judging.agreement(result, all), options)
end

local function undo(corpus, number)
  number = math.tointeger(tonumber(number))
  if not number then args.misuse("judge undo NUMBER") end
  local good, message = corpus:undecide(number)
  if not good then return nil, message end
  print(("Decision %d is taken back."):format(number))
  return 0
end

local function export(corpus, path)
  local all = corpus:decisions()
  local text = judging.write(all, path:lower():find("%.tsv$") ~= nil)
  if path == "-" then
    io.write(text)
    return 0
  end
  local good, message = files.write(path, text)
  if not good then return nil, message end
  print(("%s written to %s."):format(words.count(#all, "decision"), path))
  return 0
end

-- Decisions that are there already are passed over.
local function import(corpus, path)
  local text, message
  if path == "-" then text = io.read("a") else text, message = files.read(path) end
  if not text then return nil, message end
  local given, failures = judging.read(text, path)
  local known, added = {}, 0
  for _, decision in ipairs(corpus:decisions()) do known[judging.key(decision)] = true end
  for _, decision in ipairs(given) do
    local key = judging.key(decision)
    if not known[key] then
      local number, failed = corpus:decide(decision)
      if not number then return nil, failed end
      known[key], added = true, added + 1
    end
  end
  for _, failure in ipairs(failures) do terminal.failure(failure) end
  print(("%s taken over%s."):format(words.count(added, "decision"),
    #given > added and (", %d known already"):format(#given - added) or ""))
  return #failures > 0 and 1 or 0
end

-- ---- the command ---------------------------------------------------------------------------------------

local function run(options, arguments)
  local first, second, third = table.unpack(arguments)
  local going = options.go or (not first and (host.is_terminal(0) and host.is_terminal(1)) and not options.json)
  local looking = options.list or options.stale or options.agreement or options.export or (not first and not going)
  local corpus <close>, message = corpora.open(options.corpus, { readonly = looking and not options.import })
  if not corpus then return nil, message end
  if options.import then return import(corpus, options.import) end
  if options.export then return export(corpus, options.export) end
  if options.agreement then return agreement(corpus, options) end
  if options.list or options.stale then return list(corpus, options) end
  if going then return go_through(corpus, options, first) end
  if not first then return list(corpus, options) end
  if first == "undo" then return undo(corpus, second) end
  return decide(corpus, options, first, second, third)
end

return {
  summary = "decide on hits: accept, reject, another sign, speaker, date or subject",
  usage = "judge [HIT VERDICT [VALUE] | undo NUMBER] [--why TEXT] [--all-alike]",
  about = "A decision hangs on the document, the rule and the quote: it survives reloading and changed rules, changes "
    .. "the next run, and stands in the ledger with who, when and why. Verdicts: accept (also what was left out), "
    .. "reject, sign + or -, speaker NAME, date DATE, subject [NAME] (it is about another), note. Without arguments, "
    .. "on a terminal: goes through the hits of the latest run, undecided and weighty ones first. The latest verdict "
    .. "holds; where judges differ, --settle gives the one that stands above theirs.",
  maximum = 3,
  options = {
    "corpus", "json",
    { "why", short = "r", value = "TEXT", help = "the reason, which the ledger shows" },
    { "who", value = "NAME", help = "who decides (default: $USER)" },
    { "all-alike", help = "decide on this quote under this rule in every document" },
    { "settle", help = "this verdict stands above those of all judges" },
    { "go", help = "go through the hits, of one FACTOR where it is named" },
    { "list", help = "all decisions; those that no hit takes any more say so" },
    { "stale", help = "only decisions that no longer apply: their document, rule or quote has gone" },
    { "agreement", help = "how well judges agree (Cohen's kappa), and the hits they see differently" },
    { "export", value = "FILE", help = "write all decisions: .tsv, else JSON Lines; - for standard output" },
    { "import", value = "FILE", help = "take over decisions; those known already are passed over" },
    { "run", value = "ID", help = "the run the hit is from (default: the latest)" },
  },
  examples = {
    { "gimlet judge", "go through the hits of the latest run" },
    { "gimlet judge 3f2a91 reject --why 'speaks of the army'", "the hit counts 0 from now on" },
    { "gimlet judge 3f2a91 sign - --why irony --all-alike", "these words speak against, wherever they stand" },
    { "gimlet judge --export mine.tsv", "to a colleague, who types: gimlet judge --import mine.tsv" },
    { "gimlet judge --agreement", "kappa of every two judges, and their conflicts" },
    { "gimlet judge 3f2a91 reject --settle", "what holds, whoever decided otherwise" },
  },
  run = run,
}
