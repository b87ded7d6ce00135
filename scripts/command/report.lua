-- gimlet report: a stored run as a report to hand over, in Markdown or as one page of HTML.
local args = require "gimlet.cli.args"
local corpora = require "gimlet.corpus"
local files = require "gimlet.base.files"
local handover = require "gimlet.report.handover"
local stored = require "gimlet.score.stored"

local WRITERS <const> = { markdown = "gimlet.report.markdown", html = "gimlet.report.html" }

-- As it is asked for, else by the name of the file.
local function format_of(options)
  if options.format then return options.format end
  local ending = (options.output or ""):match "%.(%a+)$"
  return (ending == "html" or ending == "htm") and "html" or "markdown"
end

return {
  summary = "write the report of a run, to hand over",
  usage = "report [--run ID] [-o FILE.html|FILE.md]",
  about = "Writes what the latest run (or --run) says: the scorecard, every factor with its best quotes for and "
    .. "against and a footnote each (publisher, title, date, place, grade, stable id of the evidence), the timeline, "
    .. "conflicts of fact, what was left out, the sources with their grades, and the manifest that the same result "
    .. "follows from. HTML is one file without scripts that prints well; Markdown goes on into a word processor.",
  maximum = 0,
  options = {
    "corpus",
    { "output", short = "o", value = "FILE", help = "file to write; its ending tells the format (default: standard "
      .. "output)" },
    { "format", value = "NAME", choices = { "markdown", "html" }, help = "markdown (the default) or html" },
    { "run", value = "ID", help = "a stored run: number, id or its beginning (default: the latest)" },
    { "quotes", short = "n", value = "N", kind = "integer", minimum = 1, help = "quotes of a factor on each side "
      .. "(default: 2)" },
  },
  examples = {
    { "gimlet report -o report.html", "one page to send" },
    { "gimlet report --run 3 -o report.md", "an earlier run, as text" },
    { "gimlet report | pandoc -o report.docx", "for a word processor" },
  },
  run = function(options)
    local format = format_of(options)
    local corpus <close>, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local result, run = stored.open(corpus, options.run)
    if not result then return nil, run end
    if #result.scores == 0 then
      args.misuse "the run has no score to report; `gimlet export` hands over hits"
    end
    local input = assert(stored.input(corpus, options.run))
    local combine, opened = stored.own_formula(input.description, input)
    if not combine and opened then return nil, opened end
    input.combine = combine
    local text = require(WRITERS[format]).render(handover.build(result, run, input, corpus:grades(), options))
    if opened then opened:close() end
    if not options.output or options.output == "-" then
      io.write(text)
      return 0
    end
    local good, wrong = files.write(options.output, text)
    if not good then return nil, wrong end
    return 0
  end,
}
