-- gimlet do: runs an analysis, bundled or one's own.
local analyses = require "gimlet.vocabulary.analyses"
local args = require "gimlet.cli.args"
local export = require "gimlet.vocabulary.export"
local result = require "gimlet.vocabulary.result"
local terminal = require "gimlet.cli.terminal"
local vocabulary = require "gimlet.vocabulary"

-- Options that every analysis has besides its own.
local SHARED <const> = {
  "corpus", "jobs", "json",
  { "csv", help = "print comma-separated values" },
  { "tsv", help = "the same with tabs" },
  { "out", short = "o", value = "FILE", help = "write a file; its name tells the format (.csv .tsv .jsonl .txt .svg)" },
}

local function with_shared(analysis)
  local options, own = {}, {}
  for i, option in ipairs(analysis.options or {}) do
    options[i] = option
    own[type(option) == "table" and option[1] or option] = true
  end
  for _, option in ipairs(SHARED) do
    if not own[type(option) == "table" and option[1] or option] then options[#options + 1] = option end
  end
  return options
end

-- As a command, so that --help and misuse are those of commands.
local function as_command(analysis)
  local about = analysis.about and analysis.about .. "\n" or ""
  return { summary = analysis.summary, usage = "do " .. (analysis.usage or analysis.name), minimum = analysis.minimum,
    maximum = analysis.maximum, options = with_shared(analysis), examples = analysis.examples,
    about = about .. ("From %s."):format(analysis.path) }
end

local function show(value, options)
  if value == nil then return end
  if options.out then
    io.write(tostring(export.to_file(value, options.out)), "\n")
  elseif type(value) == "table" and (options.json or options.csv or options.tsv) then
    io.write(export.text(value, options.json and "jsonl" or options.csv and "csv" or "tsv"))
  elseif result.about(value) then
    terminal.page(result.text(value, terminal.width(), math.maxinteger))
  else
    io.write(require("gimlet.cli.display").text(value))
  end
end

local function own_options(analysis, options)
  local given = {}
  for _, option in ipairs(analysis.options or {}) do
    local key = (type(option) == "table" and option[1] or option):gsub("-", "_")
    given[key] = options[key]
  end
  return given
end

local function overview(options)
  local list = analyses.overview()
  if options.json then
    io.write(export.text(list, "jsonl"))
  else
    io.write(tostring(list), "\n", terminal.dim "`gimlet do NAME --help` tells more; your own lie in ./analysis.", "\n")
  end
  return 0
end

return {
  summary = "run an analysis over the corpus: bundled ones, or your own",
  usage = "do [NAME [OPTIONS] [ARGUMENTS]]",
  about = "Without NAME: lists the analyses. They are short Lua files in the words of `gimlet repl`, looked for in "
    .. "./analysis, beside the packs of $GIMLET_PATH, in $XDG_DATA_HOME/gimlet/analysis, then in the program; or a "
    .. "path. Unlike the rules of packs, an analysis runs with your rights: read it before you run it.",
  options = { "corpus", "json" },
  examples = {
    { "gimlet do", "what there is" },
    { "gimlet do timeline five_eyes --csv > timeline.csv", "a table for other programs" },
    { "gimlet do network five_eyes -o network.graphml", "a file in a form of its own" },
    { "gimlet do analysis/mine.lua", "your own" },
  },
  -- NAME decides which options there are.
  dispatch = function(words)
    if words[1] == nil or words[1]:sub(1, 1) == "-" then return nil end
    local analysis, message = analyses.find(words[1])
    if not analysis then args.misuse(message) end
    local rest = table.move(words, 2, #words, 1, {})
    local command = as_command(analysis)
    command.run = function(options, arguments)
      local vocabulary_of <close> = vocabulary.new(options.corpus, { jobs = options.jobs })
      show(analyses.run(analysis, vocabulary_of, own_options(analysis, options), arguments), options)
      return 0
    end
    return "do " .. words[1], command, rest
  end,
  maximum = 0,
  run = overview,
}
