-- gimlet load: documents into a corpus.
local corpus = require "gimlet.corpus"
local host = require("gimlet.core").host
local jail = require "gimlet.work.jail"
local json = require "gimlet.base.json"
local loading = require "gimlet.corpus.loading"
local reading = require "gimlet.cli.reading"
local terminal = require "gimlet.cli.terminal"

local function where_of(failure)
  local place = failure.document or failure.path or "?"
  if failure.line then place = ("%s:%d"):format(place, failure.line) end
  if failure.line and failure.column then place = ("%s:%d"):format(place, failure.column) end
  local message = tostring(failure.message)
  -- A message may name its file already.
  if message:sub(1, #place) == place then return message end
  return place .. ": " .. message
end

local REASONS <const> = 8 -- lines of the summary
local SHOWN <const> = 10 -- failures of one file; the others are counted

local function report_failure(failure, options, counts)
  if options.json then
    print(json.encode({ type = "failure", schema = 1, document = failure.document or failure.path, line = failure.line,
      column = failure.column, message = failure.message }))
  end
  local path = failure.path or failure.document or "?"
  counts[path] = (counts[path] or 0) + 1
  if counts[path] <= SHOWN then terminal.failure(where_of(failure)) end
end

local function report_rest(counts)
  local paths = {}
  for path, count in pairs(counts) do if count > SHOWN then paths[#paths + 1] = path end end
  table.sort(paths)
  for _, path in ipairs(paths) do
    terminal.failure(("%s: %d more failures, not shown"):format(path, counts[path] - SHOWN))
  end
end

local function count(number, what, plural)
  return ("%d %s"):format(number, number == 1 and what or plural or what .. "s")
end

local function sorted_keys(counts)
  local keys = {}
  for key in pairs(counts) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  return keys
end

local function summary_text(load, open)
  local parts = { count(load.added, "document") .. " added" }
  if load.updated > 0 then parts[#parts + 1] = load.updated .. " read again" end
  if load.copies > 0 then parts[#parts + 1] = count(load.copies, "copy", "copies") .. " of documents known already" end
  if load.unchanged > 0 then parts[#parts + 1] = load.unchanged .. " unchanged" end
  if load.gone > 0 then parts[#parts + 1] = load.gone .. " gone" end
  if load.failed > 0 then parts[#parts + 1] = load.failed .. " failed" end
  local lines = { ("%s: %s."):format(open.path, table.concat(parts, ", ")) }
  local formats = {}
  for _, format in ipairs(sorted_keys(load.formats)) do
    formats[#formats + 1] = ("%d %s"):format(load.formats[format], format)
  end
  if #formats > 0 then lines[#lines + 1] = "Formats: " .. table.concat(formats, ", ") .. "." end
  for _, taken in ipairs(load.source_files) do
    lines[#lines + 1] = ("Sources: %s taken over from %s."):format(count(taken.sources, "source"), taken.path)
  end
  if load.failed > 1 then
    local reasons = sorted_keys(load.reasons)
    local most = #reasons > REASONS and REASONS - 1 or #reasons
    for i = 1, most do lines[#lines + 1] = ("%6d  %s"):format(load.reasons[reasons[i]], reasons[i]) end
    local others = 0
    for i = most + 1, #reasons do others = others + load.reasons[reasons[i]] end
    if others > 0 then lines[#lines + 1] = ("%6d  for other reasons"):format(others) end
  end
  lines[#lines + 1] = ("The corpus holds %s."):format(count(open:count(), "document"))
  if load.received > 0 then lines[#lines + 1] = jail.warning() end
  return table.concat(lines, "\n")
end

local function summary_json(load, open)
  return json.encode({ type = "load", schema = 1, added = load.added, updated = load.updated, copies = load.copies,
    unchanged = load.unchanged, gone = load.gone, failed = load.failed, documents = open:count(),
    formats = json.object(load.formats), reasons = json.object(load.reasons) })
end

local function run(options, arguments)
  local open, message = corpus.open(options.corpus, { create = true })
  if not open then return nil, message end
  local closing <close> = open -- luacheck: ignore closing
  local progress = terminal.progress("documents")
  local load, counts, begun = nil, {}, host.clock()
  load = loading.new(open, { again = options.again, file_dates = options.file_dates,
    asked = table.concat(arguments, " "),
    prune = options.prune and arguments or nil,
    on_failure = function(failure) report_failure(failure, options, counts) end,
    on_document = function(document)
      local seconds = math.max(host.clock() - begun, 0.001)
      local left = load:left(seconds)
      progress:update(load.received, nil, ("%.1f MB, %.1f MB/s%s%s  %s"):format(load.received_bytes / 1000000,
        load.received_bytes / 1000000 / seconds, left and (", %d:%02d left"):format(left // 60, left % 60 // 1) or "",
        load.failed > 0 and (", %d failed"):format(load.failed) or "", document.path or ""))
    end })
  local paths = reading.files(options, arguments, function(path, why)
    load:failure({ document = path, message = why })
  end)
  local opened
  local function pipeline()
    opened = assert(require("gimlet.work.pipeline").new { jobs = options.jobs, limits = options,
      packs = reading.packs(options) })
    return opened
  end
  local how = reading.options(options)
  how.signature, how.packed = not options.no_duplicates, true
  local good, why = load:run(pipeline, paths, how)
  if opened then opened:close() end
  progress:finish()
  report_rest(counts)
  print(options.json and summary_json(load, open) or summary_text(load, open))
  if not good then return nil, why end
  return load.failed > 0 and 1 or 0
end

return {
  summary = "read documents into a corpus",
  usage = "load PATH… [OPTIONS]",
  about = "Paths are files, folders, globs, or - for standard input; what is in archives is read like what is in "
    .. "folders. Formats are told by the content (see `gimlet read --help`). The corpus is made where there is none. "
    .. "Loading again reads only what has changed, by size and time, then content; the same bytes at two paths are one "
    .. "document. Metadata comes from the file, its front matter or columns, and NAME.meta.json beside it; a "
    .. "sources.tsv in a folder is taken over (see `gimlet sources --help`).",
  options = reading.with_options {
    "corpus", "jobs",
    { "prune", help = "drop the documents of files below PATH that are no longer there" },
    { "again", help = "read every file again, changed or not" },
    { "file-dates", help = "a document that tells no date has that of its file" },
    { "no-duplicates", help = "faster: without what copies of one story are found by" },
    "json",
  },
  examples = {
    "gimlet load articles/",
    "gimlet load -c japan.db 'wire/**/*.html' notes.csv",
    { "find wire -name '*.eml' -newer last | gimlet load --from -", "the paths that another program lists" },
    { "gimlet load archive.zip pages/ --exclude '*.bak' --exclude drafts" },
    { "curl -s https://example.org/feed.jsonl | gimlet load -" },
  },
  run = function(options, arguments) return run(options, reading.named(options, arguments)) end,
}
