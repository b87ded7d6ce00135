-- gimlet check: does a pack compile, do its rules find what they say they find, and is anything probably not meant?
local args = require "gimlet.cli.args"
local corpora = require "gimlet.corpus"
local files = require "gimlet.base.files"
local findings = require "gimlet.report.findings"
local json = require "gimlet.base.json"
local measure = require "gimlet.work.measure"
local packs = require "gimlet.work.packs"
local pipeline = require "gimlet.work.pipeline"
local terminal = require "gimlet.cli.terminal"

local function show(finding)
  terminal.clear_progress()
  io.stderr:write(findings.text(finding))
end

-- Failures of compiling come as lines “FILE:LINE:COLUMN: what”.
local function read_failures(message)
  local list = {}
  for line in (message .. "\n"):gmatch "(.-)\n" do
    local file, number, column, text = line:match "^(.-):(%d+):(%d+): (.*)$"
    if not file then file, number, text = line:match "^(.-):(%d+): (.*)$" end
    list[#list + 1] = { file = file, line = tonumber(number), column = tonumber(column), message = text or line,
      level = "error", code = "error" }
  end
  return list
end

local NOUNS = { { "entity", "entities" }, { "theme", "themes" }, { "pattern", "patterns" }, { "context", "contexts" },
  { "zone", "zones" }, { "relation", "relations" }, { "factor", "factors" }, { "score", "scores" } }

local function counted(number, one, many) return ("%d %s"):format(number, number == 1 and one or many) end

local function summary(name, report, counts)
  local parts = {}
  for _, noun in ipairs(NOUNS) do
    local number = report.rules[noun[1]]
    if number then parts[#parts + 1] = counted(number, noun[1], noun[2]) end
  end
  local held = report.examples - #report.failures
  local examples = report.examples == 0 and "no examples to run"
    or #report.failures == 0 and counted(report.examples, "example holds", "examples hold")
    or ("%d of %s hold"):format(held, counted(report.examples, "example", "examples"))
  local found = {}
  if counts.warning > 0 then found[1] = counted(counts.warning, "warning", "warnings") end
  if counts.hidden > 0 then found[#found + 1] = counted(counts.hidden, "note (--notes)", "notes (--notes)") end
  if counts.silenced > 0 then found[#found + 1] = ("%d silenced"):format(counts.silenced) end
  return ("%s: %s; %s%s."):format(name, #parts > 0 and table.concat(parts, ", ") or "no rules", examples,
    #found > 0 and "; " .. table.concat(found, ", ") or "")
end

-- What the rules find in the pack's samples, or in the corpus that was named.
local function measured(opened, name, options)
  if options.corpus then
    local corpus, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local iterator, wrong = corpus:docs { text = true, where = options.where }
    local sum, why
    if iterator then
      sum, why = measure.run(opened, { iterator = iterator })
    else
      why = wrong
    end
    corpus:close()
    if not sum then return nil, why end
    sum.corpus, sum.where = true, options.corpus
    return sum
  end
  local pack = packs.find(name)
  local samples = pack and files.join(pack.root, "samples")
  if not samples or not files.is_folder(samples) then return false end
  local sum, why = measure.run(opened, { paths = { samples } })
  if sum then sum.where = "the samples" end
  return sum, why
end

local function look_over(opened, name, options)
  local sum, message = measured(opened, name, options)
  if sum == nil then return nil, message end
  return opened:check { lint = true, mutate = options.mutate, measured = sum or nil }
end

local function report_of(name, options)
  local opened, message, reason = pipeline.new { packs = { name } }
  if reason == "NOTFOUND" then args.misuse(message) end
  local report
  if opened then
    report, message = look_over(opened, name, options)
    opened:close()
  end
  local list = {}
  for _, failure in ipairs(report and report.failures or read_failures(message)) do
    failure.level, failure.code = "error", failure.code or "example"
    list[#list + 1] = failure
  end
  local errors = #list
  table.move(report and report.findings or {}, 1, report and #report.findings or 0, #list + 1, list)
  return report, list, errors
end

local function check_pack(name, options, all)
  local report, list, errors = report_of(name, options)
  local counts = { warning = 0, note = 0, hidden = 0, silenced = report and report.silenced or 0 }
  for _, finding in ipairs(list) do
    if finding.level ~= "error" then counts[finding.level] = counts[finding.level] + 1 end
    if finding.level == "note" and not options.notes then counts.hidden = counts.hidden + 1
    else
      all[#all + 1] = finding
      if options.json then print(json.encode(findings.record(finding, name)))
      elseif not options.sarif then show(finding) end
    end
  end
  if report and options.json then
    print(json.encode { type = "check", schema = 1, pack = name, examples = report.examples, failed = errors,
      warnings = counts.warning, notes = counts.note, silenced = counts.silenced, rules = report.rules })
  elseif report and not options.sarif then
    print(summary(name, report, counts))
  end
  return errors == 0 and not (options.strict and counts.warning > 0)
end

local function run(options, arguments)
  local good, all = true, {}
  for _, name in ipairs(arguments) do good = check_pack(name, options, all) and good end
  if options.sarif then io.write(findings.sarif(all), "\n") end
  return good and 0 or 1
end

return {
  summary = "compile packs, run the examples of their rules, and point at what is probably not meant",
  usage = "check PACK… [-c CORPUS] [--mutate]",
  about = "Every rule says what it finds and what it ignores; a factor says what supports, what opposes and what does "
    .. "neither. Each example is run as a document of its own about the pack's subject. What does not hold is an "
    .. "error, told with its file, line and column; then the exit status is 1. Warnings and notes point at what is "
    .. "allowed and probably not meant; each ends with its code, which a comment in the line, in the line above, or "
    .. "at the head of the rule silences: -- allow: CODE. For a file: -- allow-file: CODE. Rules are also run over the "
    .. "pack's samples, or over the corpus that -c names.",
  minimum = 1,
  options = { { "corpus", short = "c", value = "FILE", help = "run the rules over this corpus instead of the samples" },
    { "where", value = "CONDITION", help = "only these documents of the corpus" },
    { "mutate", help = "tell the elements of patterns whose removal no example notices" },
    { "notes", help = "show notes as well: what is not described, has no examples, finds nothing in the samples" },
    { "strict", help = "exit status 1 for warnings as well" },
    "json",
    { "sarif", help = "print SARIF 2.1.0, for editors and continuous integration" } },
  examples = { "gimlet check five_eyes", "gimlet check rules/mypack std",
    { "gimlet check mypack -c corpus.db", "also tells rules that find nothing there, or only what another finds" },
    { "gimlet check mypack --mutate", "are the examples any good?" },
    { "gimlet check mypack --sarif > check.sarif", "for an editor" } },
  run = run,
}
