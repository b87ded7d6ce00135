-- gimlet read: what the engine sees in files: metadata and where it came from, zones, text, tokens.
local args = require "gimlet.cli.args"
local annotated = require "gimlet.format.annotated"
local conllu = require "gimlet.format.conllu"
local json = require "gimlet.base.json"
local pages = require "gimlet.evidence.pages"
local paragraphs = require "gimlet.evidence.paragraphs"
local pipeline = require "gimlet.work.pipeline"
local reading = require "gimlet.cli.reading"
local rope = require "gimlet.base.rope"
local terminal = require "gimlet.cli.terminal"
local token_lists = require "gimlet.query.token_lists"

local ARTICLE = { body = true, list = true, title = true, heading = true, table = true }
local HEAD = { "title", "date", "source", "author", "credibility", "language", "url", "origin" }

local flat = terminal.flat

-- ---- for people -------------------------------------------------------------------------------

-- Where the value that holds came from, and other values that were found.
local function told(document, key)
  local first, others = nil, {}
  for _, meta in ipairs(document.meta or {}) do
    if meta.key == key then
      if not first then first = meta
      elseif meta.value ~= first.value then others[#others + 1] = ("%s: %s"):format(meta.from, flat(meta.value)) end
    end
  end
  if not first then return "" end
  local text = "  from " .. first.from
  if #others > 0 then text = text .. " (" .. table.concat(others, "; ") .. ")" end
  return terminal.dim(text)
end

local function head(document)
  local rows, known = {}, { id = true, pages = true }
  local function add(name, value, note)
    rows[#rows + 1] = { terminal.dim(name), flat(tostring(value)) .. (note or "") }
  end
  for _, key in ipairs(HEAD) do
    known[key] = true
    if document[key] then add(key, document[key], told(document, key)) end
  end
  if document.languages then
    local others, seen = {}, {}
    for _, span in ipairs(document.languages) do
      if not seen[span.language] then others[#others + 1] = span.language end
      seen[span.language] = true
    end
    known.language_spans = true
    add("partly in", table.concat(others, ", "))
  end
  for _, meta in ipairs(document.meta or {}) do
    if not known[meta.key] then
      known[meta.key] = true
      add(flat(meta.key), meta.value, told(document, meta.key))
    end
  end
  local charset = document.charset or "UTF-8"
  if (document.replaced or 0) > 0 then
    charset = ("%s, %d bad character%s replaced"):format(charset, document.replaced,
      document.replaced == 1 and "" or "s")
  end
  add("format", ("%s (%s)"):format(document.format, charset))
  if document.pages then add("pages", pages.count(document.pages)) end
  add("hash", document.hash:sub(1, 16))
  io.write(terminal.bold(flat(document.document)), "\n", terminal.table(rows, { shrink = 2 }), "\n")
end

-- Gives the language of a block where it is not the document's; blocks are asked about in their order.
local function languages_of(document)
  local spans, at = document.languages or {}, 1
  return function(block)
    while spans[at] and spans[at]["end"] <= block.begin do at = at + 1 end
    return spans[at] and spans[at].begin <= block.begin and spans[at].language or nil
  end
end

local function block_lines(document, block, language, width)
  local text = flat(document.text:sub(block.begin + 1, block["end"]))
  if language then text = ("[%s] %s"):format(language, text) end
  if block.kind ~= "body" then text = ("[%s] %s"):format(block.kind, text) end
  return terminal.lines(text, width - 5)
end

local function print_block(document, block, language, width)
  local number, first = block.number and ("%3d  "):format(block.number) or "     ", true
  for _, line in ipairs(block_lines(document, block, language, width)) do
    if not ARTICLE[block.kind] then line = terminal.dim(line)
    elseif block.kind == "title" or block.kind == "heading" then line = terminal.bold(line) end
    io.write(first and terminal.dim(number) or "     ", line, "\n")
    first = false
  end
end

-- "12 paragraphs, 4 teasers and 1 caption left out"; left_out: kinds in their order, and how many of each
local function summary(document, paragraph_count, left_out)
  local parts = {}
  for i, kind in ipairs(left_out) do parts[i] = ("%s %d"):format(kind, left_out[kind]) end
  local function count(number, word) return ("%d %s%s"):format(number, word, number == 1 and "" or "s") end
  local text = ("%s, %s, %s"):format(count(paragraph_count, "paragraph"),
    count(document.sentence_count or 0, "sentence"), count(#document.text, "byte"))
  if #parts > 0 then text = text .. "; left out: " .. table.concat(parts, ", ") end
  return text
end

local function print_document(document)
  head(document)
  local width = math.min(terminal.width(), 100)
  local language, before, last, left_out = languages_of(document), nil, 0, {}
  for block in paragraphs.each(document) do
    if before and not (before == block.kind and not ARTICLE[block.kind]) then io.write("\n") end
    print_block(document, block, language(block), width)
    before, last = block.kind, block.number or last
    if not ARTICLE[block.kind] then
      if not left_out[block.kind] then left_out[#left_out + 1] = block.kind end
      left_out[block.kind] = (left_out[block.kind] or 0) + 1
    end
  end
  io.write("\n", terminal.dim(summary(document, last, left_out)), "\n")
end

-- ---- for programs -------------------------------------------------------------------------------

local function add_tokens(document, tailorings)
  local _, tokens, lexicon = conllu.cut(document, tailorings)
  local lists = token_lists.of(tokens, lexicon, document.text, json.array)
  if document.given then lists.sentences = nil end
  for key, list in pairs(lists) do document[key] = list end
end

-- A long text is written piece by piece into the place that is kept for it.
local function write_json(document)
  local text = document.text
  if not rope.is(text) then
    io.write(json.encode(document), "\n")
    return
  end
  document.text = json.raw "\0" -- which stands nowhere in JSON
  local line = json.encode(document)
  local at = line:find("\0", 1, true)
  io.write(line:sub(1, at - 1), '"')
  for part in text:parts() do io.write((json.quote(part):sub(2, -2))) end
  io.write('"', line:sub(at + 1), "\n")
end

local function print_json(document, with_tokens, tailorings)
  document.schema = 1
  if with_tokens then add_tokens(document, tailorings) end
  for _, key in ipairs { "title", "date", "source", "author", "language" } do
    if document[key] == nil then document[key] = json.null end
  end
  document.zones, document.meta = json.array(document.zones or {}), json.array(document.meta or {})
  if with_tokens and document.given then
    document.forms, document.columns = annotated.lists(document)
  end
  document.given = nil
  document.sentence_count = nil
  if not with_tokens then document.sentences, document.tokens = nil, nil end
  write_json(document)
end

local function failure_text(failure)
  local at = failure.document or "?"
  if failure.line then at = ("%s:%d"):format(at, failure.line) end
  if failure.line and failure.column then at = ("%s:%d"):format(at, failure.column) end
  return at .. ": " .. failure.message
end

-- Prints a document in the form that was asked for.
local function printer(options, tailorings)
  local first = true
  return function(document)
    -- Else garbage may grow as large as the text before it is looked for.
    if rope.is(document.text) then
      collectgarbage("incremental", 120, 400)
      collectgarbage()
    end
    if options.json then print_json(document, options.tokens, tailorings)
    elseif options.conllu then io.write(conllu.document(document, tailorings))
    else
      if not first then io.write("\n") end
      if options.tokens then
        head(document)
        io.write(conllu.lines(document, tailorings))
      else
        print_document(document)
      end
    end
    first = false
  end
end

return {
  summary = "show what the engine sees in files: metadata, zones, text",
  usage = "read FILE… [OPTIONS]",
  about = "Reads text, Markdown, HTML, PDF, docx, odt, epub, RTF, e-mail, JSON, CSV, TSV, CoNLL-U, vertical text, "
    .. "news in XML (NITF, NewsML) and TEI, also in archives (zip, tar, gz, xz, zst); `-` is standard input. Formats "
    .. "and encodings are told by the content; FILE.meta.json beside a file adds metadata. Paragraphs carry the "
    .. "numbers that quotes cite; what is not the article (teasers, captions, boilerplate …) is named in brackets.",
  options = reading.with_options {
    { "tokens", help = "tokens, one sentence a line; with --json their offsets in bytes and characters, forms, lemmas "
      .. "and flags by name" },
    { "conllu", help = "tokens and lemmas as CoNLL-U; an annotated corpus with all its columns" },
    { "tailorings", value = "LIST", help = "with these two, which tailorings of the words of UAX #29 apply, of "
      .. table.concat(token_lists.tailorings(), ", ") .. ": names with commas between; all,-NAME is all but one; none "
      .. "is UAX #29 alone" },
    "jobs", "json",
  },
  examples = { "gimlet read article.html", "gimlet read seeds/*.txt --json", "gimlet read records.jsonl --conllu",
    "gimlet read notes.txt --tokens --tailorings all,-clitics" },
  run = function(options, arguments)
    local tailorings, wrong
    if options.tailorings then
      tailorings, wrong = token_lists.parse(options.tailorings)
      if not tailorings then args.misuse("--tailorings: " .. wrong) end
      if not (options.tokens or options.conllu) then args.misuse "--tailorings goes with --tokens or --conllu" end
    end
    local reader, message = pipeline.new { jobs = options.jobs, limits = options, packs = reading.packs(options) }
    if not reader then return nil, message end
    local failed, show = false, printer(options, tailorings)
    local function fail(failure)
      failed = true
      if options.json then
        io.write(json.encode { type = "failure", schema = 1, document = failure.document, line = failure.line,
          column = failure.column, message = failure.message }, "\n")
      end
      terminal.failure(failure_text(failure))
    end
    local how = reading.options(options)
    how.tokens = options.tokens or options.conllu
    how.sentences = how.tokens or false
    how.pieces = not how.tokens
    local paths = reading.named(options, arguments)
    if options.include or options.exclude then
      paths = reading.files(options, paths, function(path, why) fail { document = path, message = why } end)
    end
    local good, why = reader:read(paths, how, function(answer)
      if answer.failure then
        fail(answer.failure)
      elseif answer.document then
        show(answer.document)
      end
    end)
    reader:close()
    if not good then return nil, why end
    return failed and 1 or 0
  end,
}
