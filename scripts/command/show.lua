-- gimlet show: one document, its paragraphs numbered, what is not the article dimmed, hits of the latest run marked.
local corpus = require "gimlet.corpus"
local json = require "gimlet.base.json"
local paragraphs = require "gimlet.evidence.paragraphs"
local terminal = require "gimlet.cli.terminal"

-- Kinds that are shown as the article is; others are named and dimmed.
local ARTICLE = { body = true, list = true, title = true, heading = true, table = true }

local function flat(text) return (terminal.plain(text):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")) end

-- ---- the head ----------------------------------------------------------------------------------

local function graded(document)
  if not document.source then return nil end
  local text = flat(document.source_name)
  if flat(document.source) ~= text then text = ("%s (written %s)"):format(text, flat(document.source)) end
  local grade = document.grading
  if not grade then return text .. ", not graded" end
  return ("%s, grade %s%s"):format(text, grade.grade, grade.reason and " (" .. flat(grade.reason) .. ")" or "")
end

local SHOWN = { title = true, date = true, source = true, author = true, url = true, origin = true, language = true,
  id = true, text = true, credibility = true }

local function from_of(document, key)
  for _, meta in ipairs(document.meta or {}) do
    if meta.key == key and meta.from then return terminal.dim(" (" .. flat(meta.from) .. ")") end
  end
  return ""
end

local function head(open, document)
  local rows = {}
  local function add(name, value, key)
    if not value then return end
    rows[#rows + 1] = { terminal.dim(name), flat(tostring(value)) .. (key and from_of(document, key) or "") }
  end
  add("document", document.document)
  for _, path in ipairs(open:paths(document.number)) do
    if path ~= document.document then add("path", path) end
  end
  add("date", document.date or "undated", "date")
  add("source", graded(document) or "not known", "source")
  add("author", document.author, "author")
  add("credibility", document.credibility, "credibility")
  add("origin", document.origin, "origin")
  add("url", document.url, "url")
  add("language", document.language)
  for _, meta in ipairs(document.meta or {}) do
    if not SHOWN[meta.key] then add(flat(meta.key), meta.value) end
  end
  add("hash", document.hash:sub(1, 16))
  io.write(terminal.bold(("#%d  %s"):format(document.number, flat(document.title or document.document))), "\n")
  local column = 0
  for _, row in ipairs(rows) do column = math.max(column, terminal.columns(row[1])) end
  for _, row in ipairs(rows) do
    local indent = (" "):rep(column + 2)
    local value = terminal.wrap(row[2], math.min(terminal.width(), 100), indent):gsub("^%s+", "")
    io.write(terminal.pad(row[1], column + 2), value, "\n")
  end
  io.write("\n")
end

-- ---- the text ----------------------------------------------------------------------------------

-- Hits that begin in a block, without those that only mark words for other rules.
local function hits_in(hits, block)
  local list = {}
  for _, hit in ipairs(hits) do
    if hit.begin and hit.begin >= block.begin and hit.begin < block["end"] then list[#list + 1] = hit end
  end
  return list
end

-- The block's text with its hits coloured.
local function coloured(text, block, hits)
  local parts, at = {}, block.begin
  for _, hit in ipairs(hits) do
    if hit.begin >= at then
      parts[#parts + 1] = text:sub(at + 1, hit.begin)
      local word = text:sub(hit.begin + 1, math.min(hit["end"], block["end"]))
      local style = hit.sign == "-" and "red" or hit.sign == "+" and "green" or "cyan"
      parts[#parts + 1] = word:gsub("%S+", function(piece) return terminal.style(piece, style) end)
      at = math.min(hit["end"], block["end"])
    end
  end
  parts[#parts + 1] = text:sub(at + 1, block["end"])
  return (table.concat(parts):gsub("\27", "\1"):gsub("%c", function(char)
    return char == "\1" and "\27" or char == "\n" and "\n" or " "
  end))
end

local function note(hit)
  local what = hit.strength and json.decimal(hit.strength) or ""
  if hit.contexts and #hit.contexts > 0 then what = what .. " " .. table.concat(hit.contexts, ", ") end
  if hit.counts == false then what = "left out: " .. (hit.why or "") end
  what = what:gsub("^ ", "")
  return ("%s %s%s"):format(hit.sign or "·", hit.rule or hit.kind, what ~= "" and " (" .. what .. ")" or "")
end

local function print_block(document, block, hits, width)
  local found = hits_in(hits, block)
  local text = coloured(document.text, block, terminal.colour() and found or {}):gsub("%s+", " "):gsub("^ ", "")
  if text == "" then return end
  local label = block.number and ("%3d  "):format(block.number) or "     "
  local lines = {}
  if not ARTICLE[block.kind] then text = ("[%s] %s"):format(block.kind, text) end
  for line in (terminal.wrap(text, width - 5) .. "\n"):gmatch("(.-)\n") do lines[#lines + 1] = line end
  for i, line in ipairs(lines) do
    if not ARTICLE[block.kind] then line = terminal.dim(line)
    elseif block.kind == "title" or block.kind == "heading" then line = terminal.bold(line) end
    io.write(i == 1 and terminal.dim(label) or "     ", line, "\n")
  end
  for _, hit in ipairs(found) do
    if hit.kind == "factor" then
      io.write("       ", terminal.dim(terminal.cut(note(hit), width - 8)), "\n")
    end
  end
  io.write("\n")
end

-- ---- JSON --------------------------------------------------------------------------------------

local function print_json(open, document, hits)
  local out = { type = "document", schema = 1, paths = json.array(open:paths(document.number)),
    zones = json.array(document.zones or {}), meta = json.array(document.meta or {}), tokens = document.token_count,
    sentences = document.sentence_count, hits = json.array({}) }
  for _, name in ipairs { "number", "hash", "document", "path", "record", "title", "date", "source", "author",
    "credibility", "language", "url", "origin", "format", "charset", "replaced", "text", "grade" } do
    out[name] = document[name]
  end
  for i, hit in ipairs(hits) do
    local copy = {}
    for key, value in pairs(hit) do copy[key] = value end
    copy.strength, copy.base = json.micro(hit.strength), json.micro(hit.base)
    copy.multipliers = nil
    out.hits[i] = copy
  end
  print(json.encode(out))
end

local function hits_of(open, document, options)
  if options.plain then return {} end
  local run = open:run(options.run or "last")
  if not run then
    if options.run then return nil, ("no run “%s”"):format(options.run) end
    return {}
  end
  local hits = {}
  for _, hit in ipairs(open:run_hits(run.number, document.hash)) do
    if hit.counts ~= false or options.all then hits[#hits + 1] = hit end
  end
  table.sort(hits, function(a, b)
    if a.begin ~= b.begin then return a.begin < b.begin end
    if a["end"] ~= b["end"] then return a["end"] > b["end"] end
    return tostring(a.rule) < tostring(b.rule)
  end)
  return hits, nil, run
end

return {
  summary = "show a document with its hits marked and what was left out dimmed",
  usage = "show DOCUMENT [OPTIONS]",
  about = "A document is named by its number (#12 or 12), its path or the end of it, id, the beginning of its hash, "
    .. "or its title. Paragraphs carry the numbers that quotes cite. What is not the article (teasers, captions, "
    .. "boilerplate …) is named in brackets.",
  minimum = 1, maximum = 1,
  options = {
    "corpus",
    { "run", value = "RUN", help = "mark the hits of this run (default: the latest)" },
    { "all", help = "mark hits that do not count as well" },
    { "plain", help = "mark no hits" },
    "json",
  },
  examples = { "gimlet show 3", "gimlet show seeds/nikkei.txt", "gimlet show 3 --json" },
  run = function(options, arguments)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    local document, why = open:doc(arguments[1], { text = true })
    if not document then return nil, why end
    local hits, wrong, run = hits_of(open, document, options)
    if not hits then return nil, wrong end
    if options.json then
      print_json(open, document, hits)
      return 0
    end
    head(open, document)
    local width = math.min(terminal.width(), 100)
    for _, block in ipairs(paragraphs.blocks(document)) do print_block(document, block, hits, width) end
    if run then
      io.write(terminal.dim(("%d hit%s of run %d (%s)"):format(#hits, #hits == 1 and "" or "s", run.number,
        run.packs or "")), "\n")
    end
    return 0
  end,
}
