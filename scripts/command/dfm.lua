-- gimlet dfm: the document-feature matrix, for other programs.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local json = require "gimlet.base.json"
local matrix = require "gimlet.query.matrix"
local statistics = require "gimlet.query.statistics"

-- A file of its own, written at once and whole or not at all.
local function save(path, body)
  local file, message = io.open(path, "wb")
  if not file then return nil, message end
  local failed
  body(function(text)
    local good, why = file:write(text)
    if not good then failed = failed or why end
  end)
  local closed, why = file:close()
  if failed or not closed then return nil, ("%s: %s"):format(path, failed or why) end
  return true
end

local function write_names(path, names)
  return save(path, function(write)
    for _, name in ipairs(names) do write((name:gsub("[\r\n]", " ")) .. "\n") end
  end)
end

local function form_of(options, path)
  return options.format or path and (path:match "%.(mtx)$" or path:match "%.(tsv)$") or "csv"
end

-- Matrix Market holds numbers only: the names go beside it.
local function save_market(counted, weight, path)
  local stem = path:gsub("%.mtx$", "")
  local good, message = save(path, function(write) matrix.write_market(counted, weight, write) end)
  if good then good, message = write_names(stem .. ".rows.txt", counted.rows) end
  if good then good, message = write_names(stem .. ".columns.txt", counted.columns) end
  return good, message
end

local function write_json(counted, weight)
  for row, label in ipairs(counted.rows) do
    local cells = {}
    for column, value in counted.counts:matrix_row(row, "mtx", weight):gmatch "%d+ (%d+) (%S+)" do
      cells[counted.columns[tonumber(column)]] = tonumber(value)
    end
    io.write(json.encode { type = "dfm", schema = 1, document = label, features = json.object(cells) }, "\n")
  end
end

local function run(open, options, path)
  local counted, message = matrix.of(open, { where = options.where, by = options.by, unit = options.unit,
    n = options.ngrams, punctuation = options.punctuation, zones = options.zones, across = options.across,
    minimum = options.min, minimum_documents = options.min_docs, maximum_documents = options.max_docs,
    limit = options.limit, match = options.match, stop_words = options.stop_words, order = options.order })
  if not counted then return nil, message end
  if options.json then
    write_json(counted, options.weight)
    return 0
  end
  local form = form_of(options, path)
  if not path then
    if form == "mtx" then
      matrix.write_market(counted, options.weight, io.write)
    else
      matrix.write_table(counted, form, options.weight, io.write)
    end
    return 0
  end
  local good, why
  if form == "mtx" then
    good, why = save_market(counted, options.weight, path)
  else
    good, why = save(path, function(write) matrix.write_table(counted, form, options.weight, write) end)
  end
  if not good then return nil, why end
  io.write(("%s: %s documents, %s features, %s cells that are not 0.\n"):format(path,
    statistics.thousands(#counted.rows), statistics.thousands(#counted.columns), statistics.thousands(counted.cells)))
  return 0
end

return {
  summary = "the document-feature matrix as CSV or Matrix Market",
  usage = "dfm [OPTIONS] [FILE]",
  about = "One row a document (or group of --by), one column a word, in the order of bytes. Without a file it goes to "
    .. "standard output. A file that ends in .mtx is Matrix Market's coordinate format, with the names beside it in "
    .. "FILE.rows.txt and FILE.columns.txt. Weights: count; prop, of the row's words; tfidf, count × log10(rows / rows "
    .. "with the word); boolean.",
  maximum = 1,
  options = {
    "corpus",
    statistics.OPTIONS.where,
    { "by", short = "b", value = "KEY", default = "document",
      help = "what a row is: document (default), year, source or any metadata" },
    { "format", short = "f", value = "FORMAT", choices = { "csv", "tsv", "mtx" },
      help = "csv, tsv or mtx (default: by the file's name, else csv)" },
    { "weight", value = "KIND", choices = matrix.WEIGHTS, default = "count",
      help = "count (default), prop, tfidf, boolean" },
    { "min", value = "N", kind = "integer", help = "only words that occur so often in all" },
    { "min-docs", value = "N", kind = "integer", help = "only words of so many rows or more" },
    { "max-docs", value = "N", kind = "integer", help = "only words of so many rows or fewer" },
    { "limit", short = "n", value = "N", kind = "integer", help = "so many columns, the first by --order" },
    { "order", value = "ORDER", choices = { "name", "frequency" }, default = "name", help = "of the columns" },
    { "match", short = "m", value = "GLOB", help = "only words like it" },
    statistics.OPTIONS.unit,
    { "ngrams", short = "g", value = "N", kind = "integer", help = "runs of N words, within sentences" },
    statistics.OPTIONS.punctuation, statistics.OPTIONS.stop_words, statistics.OPTIONS.zones,
    statistics.OPTIONS.across, "json",
  },
  examples = {
    { "gimlet dfm --min-docs 5 corpus.mtx", "for R's Matrix::readMM or SciPy's mmread, with names beside it" },
    { "gimlet dfm --by year --unit lemma --limit 500 --order frequency > years.csv", "the 500 most frequent lemmas" },
    { "gimlet dfm --weight tfidf --min 10 weighted.csv", "weighted" },
  },
  run = function(options, arguments)
    if options.ngrams and (options.ngrams < 1 or options.ngrams > 16) then args.misuse("--ngrams: 1 to 16") end
    statistics.check_condition(options.where)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    return run(open, options, arguments[1])
  end,
}
