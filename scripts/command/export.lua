-- gimlet export: hits and documents in the formats of other programs.
local args = require "gimlet.cli.args"
local corpora = require "gimlet.corpus"
local export = require "gimlet.format.export"
local grading = require "gimlet.score.grading"
local terminal = require "gimlet.cli.terminal"

local function format_of(options, arguments)
  local given = options.format or table.remove(arguments, 1)
  if not given then args.misuse("which format? " .. table.concat(export.FORMATS, ", ")) end
  for _, name in ipairs(export.FORMATS) do if name == given then return given end end
  args.misuse(("“%s” is none of %s%s"):format(given, table.concat(export.FORMATS, ", "),
    args.did_you_mean(given, export.FORMATS)))
end

-- Where the documents alone are asked for, no run is needed.
local function input_of(corpus, format, options, packs)
  if #packs > 0 then return export.of_packs(corpus, packs, options) end
  local texts_only = options.documents and format ~= "webannotation" and not options.run
  if texts_only and (format == "jsonl" or format == "csv" or #corpus:runs() == 0) then
    return export.of_hits(corpus, {}, options)
  end
  return export.of_run(corpus, options.run, options)
end

return {
  summary = "hand hits and documents to other programs",
  usage = "export FORMAT [PACK…] [-o PATH] [OPTIONS]",
  about = "Writes the hits of the latest run (or of --run), or what the PACKs named find in the corpus now, with the "
    .. "decisions made. FORMAT is jsonl (JSON Lines, as `run --json`), csv (a row a hit, RFC 4180), brat (a folder "
    .. "with NAME.txt, NAME.ann and annotation.conf), conllu (CoNLL-U, hits in the column MISC as Hit=B-RULE, I-RULE) "
    .. "or webannotation (W3C Web Annotation, JSON-LD). Offsets: bytes in jsonl; characters in brat and webannotation; "
    .. "csv has both.",
  options = {
    "corpus",
    { "output", short = "o", value = "PATH", help = "file to write (default: standard output); for brat a folder" },
    { "run", value = "ID", help = "a stored run: number, id or its beginning (default: the latest)" },
    { "where", value = "CONDITION", help = "only of these documents: 'date >= 2020'" },
    { "rule", value = "NAME", help = "only hits of this rule or factor" },
    { "all", help = "hits that do not count as well, with the reason" },
    { "documents", help = "jsonl, csv: the documents with their texts in place of hits; brat, conllu: documents "
      .. "without hits as well" },
    { "subject", value = "NAME", help = "with PACKs: ask about another subject" },
    { "format", value = "FORMAT", choices = export.FORMATS, help = "the same as the first argument" },
    "jobs",
  },
  examples = {
    { "gimlet export csv -o hits.csv", "the latest run for a spreadsheet, R or pandas" },
    { "gimlet export jsonl five_eyes --where 'date >= 2020'", "what a pack finds, entities and themes too" },
    { "gimlet export csv --rule security_clearance", "one factor" },
    { "gimlet export brat -o for_coders", "text and annotations to open in brat" },
    { "gimlet export webannotation -o hits.jsonld", "for annotation servers and readers" },
    { "gimlet export jsonl --documents > corpus.jsonl", "the corpus itself" },
  },
  run = function(options, arguments)
    local format = format_of(options, arguments)
    if format == "brat" and not options.output then args.misuse "brat's annotations are files: -o FOLDER says where" end
    if format == "webannotation" and options.documents then args.misuse "webannotation holds hits, no documents" end
    local corpus <close>, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local input, failures = input_of(corpus, format, options, arguments)
    if not input then return nil, failures end
    for _, failure in ipairs(type(failures) == "table" and failures or {}) do
      terminal.failure(grading.failure_text(failure))
    end
    local good, wrong = export.write(format, input, options.output, options)
    if not good then return nil, wrong end
    return type(failures) == "table" and #failures > 0 and 1 or 0
  end,
}
