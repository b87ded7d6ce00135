-- What the statistics share: which documents are counted, in which groups, which zones, as what; and how rows of
-- numbers are printed.
--
-- A selection is { documents = { number, … }, rows = { row of each, ascending }, labels = { name of each row } } in the
-- order in which the corpus's methods count, diversity, surroundings, occurrences want it.
local args = require "gimlet.cli.args"
local core = require "gimlet.core"
local csv = require "gimlet.format.csv"
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"
local where = require "gimlet.corpus.where"

local M = {}

--- What tokens may be counted as.
M.UNITS = { "form", "fold", "lemma", "stem", "shape" }

--- The zones that count unless asked otherwise: the article with its title.
M.ARTICLE = { "title", "heading", "body", "list", "table" }

--- Options that the commands share.
M.OPTIONS = {
  where = { "where", short = "w", value = "CONDITION",
    help = "only documents that fulfil it; see `gimlet docs --help`" },
  unit = { "unit", short = "u", value = "UNIT", default = "fold",
    help = "count words as form, fold (whatever the case; the default), lemma, stem or shape, or by a column that "
      .. "annotated documents have (pos, …)" },
  punctuation = { "punctuation", help = "count punctuation and symbols as words" },
  zones = { "zones", value = "LIST", help = "zones that count, with commas between, or all (default: "
    .. table.concat(M.ARTICLE, ",") .. ")" },
  stop_words = { "stop-words", value = "LANGUAGES", kind = "stop words",
    help = "leave out the stop words (the, of, and …) of these languages, with commas between: en,de" },
  across = { "across", help = "reach across the edges of sentences" },
  csv = { "csv", help = "print comma-separated values, numbers in full" },
  tsv = { "tsv", help = "the same with tabs" },
}

-- ---- documents -----------------------------------------------------------------------------------

local COLUMNS = { document = "d.name", number = "d.id", source = "d.source", author = "d.author",
  language = "d.language", format = "d.format", date = "d.date", title = "d.title", path = "d.path",
  year = "substr(d.earliest, 1, 4)", month = "substr(d.earliest, 1, 7)",
  decade = "substr(d.earliest, 1, 3) || '0s'" }

-- The SQL that names a document's group, and its parameters.
local function group_of(by)
  if not by then return "NULL", {} end
  if COLUMNS[by] then return COLUMNS[by], {} end
  return "(SELECT m.value FROM metadata m WHERE m.document = d.id AND m.key = ? ORDER BY m.ordinal LIMIT 1)", { by }
end

local function condition_of(text)
  if not text then return "", {}, {} end
  local sql, values, keys = where.compile(text)
  if not sql then return nil, values end
  return " WHERE " .. sql, values, keys
end

-- Numbers of the documents that fulfil a condition, with their groups.
local function numbers(corpus, text, by)
  local sql, values, keys = condition_of(text)
  if not sql then return nil, values end
  local group, parameters = group_of(by)
  table.move(values, 1, #values, #parameters + 1, parameters)
  local rows = corpus:query(("SELECT d.id AS number, %s AS label FROM documents d%s "
    .. "ORDER BY label IS NULL, label, number"):format(group, sql), table.unpack(parameters))
  local unknown = #rows == 0 and where.unknown(corpus, keys)
  if unknown then return nil, unknown end
  return rows
end

--- What a document without the value is grouped under.
M.NONE = "(none)"

---The documents that fulfil a condition, in groups.
---@param corpus table
---@param options { where: string?, by: string? } by: year, month, decade, source, document or any metadata
---@return { documents: integer[], rows: integer[], labels: string[] }? selection
---@return string? message
function M.select(corpus, options)
  local rows, message = numbers(corpus, options.where, options.by)
  if not rows then return nil, message end
  local selection = { documents = {}, rows = {}, labels = {}, by = options.by }
  for i, row in ipairs(rows) do
    local label = options.by and (row.label == nil and M.NONE or tostring(row.label)) or "all"
    if selection.labels[#selection.labels] ~= label or options.by == "document" then
      selection.labels[#selection.labels + 1] = label
    end
    selection.documents[i], selection.rows[i] = row.number, #selection.labels
  end
  if options.by and #rows > 0 and #selection.labels == 1 and selection.labels[1] == M.NONE and not COLUMNS[options.by]
    and not corpus:one("SELECT 1 FROM metadata WHERE key = ? LIMIT 1", options.by) then
    return nil, ("no document has metadata “%s”"):format(options.by)
  end
  return selection
end

---Documents of a target and a reference as two rows. A document of both belongs to the target.
---@param corpus table
---@param target string condition
---@param reference string? condition; nil: all other documents
---@return table? selection
---@return string? message
function M.compare(corpus, target, reference)
  local chosen, message = numbers(corpus, target)
  if not chosen then return nil, message end
  local others, why = numbers(corpus, reference)
  if not others then return nil, why end
  local selection, known = { documents = {}, rows = {}, labels = { target, reference or "all other documents" } }, {}
  for _, row in ipairs(chosen) do known[row.number] = true end
  for pass, rows in ipairs { chosen, others } do
    for _, row in ipairs(rows) do
      if pass == 1 or not known[row.number] then
        selection.documents[#selection.documents + 1] = row.number
        selection.rows[#selection.rows + 1] = pass
      end
    end
  end
  local count = selection.rows[#selection.rows] == 2 and #selection.rows - #chosen or 0
  if #chosen == 0 then return nil, "no document is in the target" end
  if count == 0 then return nil, "no document is in the reference" end
  return selection
end

---Ends a command whose condition cannot be read.
---@param text string?
---@param option string? the option it was given by; nil: where
function M.check_condition(text, option)
  if not text then return end
  local sql, message = where.compile(text)
  if not sql then args.misuse((message:gsub("^%-%-where", "--" .. (option or "where")))) end
end

-- ---- what is counted -----------------------------------------------------------------------------

local function zones_of(text)
  if text == "all" then return nil end
  if not text then return M.ARTICLE end
  if type(text) == "table" then return text end
  local known, list = {}, {}
  for _, name in ipairs(core.load.zone_kinds()) do known[name] = true end
  for name in text:gmatch "[^,%s]+" do
    if not known[name] then
      return nil, ("there is no zone “%s”%s"):format(name, args.did_you_mean(name, known))
    end
    list[#list + 1] = name
  end
  if #list == 0 then return nil, "zones: none named" end
  return list
end

---Options of the corpus's counting methods.
---@param selection table
---@param options { unit: string?, punctuation: boolean?, zones: string?, across: boolean? }
---@return table? request
---@return string? message
function M.request(selection, options)
  local zones, message = zones_of(options.zones)
  if message then return nil, message end
  return { documents = selection.documents, rows = selection.rows, unit = options.unit or "fold",
    punctuation = options.punctuation, across = options.across, zones = zones }
end

---Says what the numbers are of: "14,611,775 words (without punctuation) of title, heading, … in 6,164 documents".
---@param words integer
---@param documents integer
---@param options table as for request
---@return string
function M.base(words, documents, options)
  local zones = options.zones == "all" and "all zones" or type(options.zones) == "string" and options.zones
    or table.concat(M.ARTICLE, ", ")
  return ("N = %s %s of %s; %s document%s"):format(M.thousands(words),
    options.punctuation and "words and punctuation" or "words (no punctuation)", zones, M.thousands(documents),
    documents == 1 and "" or "s")
end

-- Is every word of a name one of a closed class, in any of the languages?
local function all_stop_words(name, tags)
  for word in name:gmatch "%S+" do
    local found = false
    for _, tag in ipairs(tags) do found = found or core.text.stop_word(word:lower(), tag) end
    if not found then return false end
  end
  return true
end

---A test of names by a pattern with * and ?, and by words of closed classes.
---@param glob string?
---@param stop_words string? languages with commas between: names of nothing but their stop words fail
---@return (fun(name: string): boolean)?
function M.matcher(glob, stop_words)
  if stop_words then
    local matches, tags = M.matcher(glob), {}
    for tag in stop_words:gmatch "[^,%s]+" do tags[#tags + 1] = tag end
    return function(name) return (not matches or matches(name)) and not all_stop_words(name, tags) end
  end
  if not glob then return nil end
  local pattern = "^" .. glob:gsub("[%^%$%(%)%%%.%[%]%+%-]", "%%%0"):gsub("%*", ".*")
    :gsub("%?", "[^\128-\191][\128-\191]*") .. "$"
  return function(name) return name:find(pattern) ~= nil end
end

-- ---- numbers and rows ----------------------------------------------------------------------------

---@param number integer
---@return string "14,611,775"
function M.thousands(number)
  local text = ("%d"):format(number)
  return (text:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", ""):gsub("^%-,", "-"))
end

---A number for people: so many decimals, fewer where it is large.
---@param number number?
---@param decimals? integer default 2
---@return string "–" where there is none
function M.short(number, decimals)
  if number == nil or number ~= number then return "–" end
  if math.type(number) == "integer" then return ("%d"):format(number) end
  if number == math.huge then return "∞" elseif number == -math.huge then return "-∞" end
  if math.abs(number) >= 1e15 then return ("%.3g"):format(number) end
  return ("%." .. (decimals or 2) .. "f"):format(number)
end

---A p-value: "0.012", "3e-17", and from its logarithm where it is too small for a number.
---@param p number?
---@param log_p number? to the base 10
---@return string
function M.p_value(p, log_p)
  if not p then return "–" end
  if log_p and log_p < -300 then
    local exponent = math.floor(log_p)
    return ("%.0fe%d"):format(math.max(1, math.floor(10 ^ (log_p - exponent))), exponent)
  end
  return p >= 0.001 and ("%.3f"):format(p) or ("%.0e"):format(p):gsub("e%-0", "e-")
end

local function cell(value, between)
  if value == nil then return "" end
  if type(value) == "number" then
    if math.type(value) == "integer" then return ("%d"):format(value) end
    if value ~= value or value == math.huge or value == -math.huge then return "" end
    return (("%.10g"):format(value))
  end
  local text = tostring(value)
  if between == "\t" then return (text:gsub("[\t\r\n]", " ")) end
  return csv.field(text)
end

---Writes rows of named values as CSV or TSV with a line of names first.
---@param names string[]
---@param rows table[] by name
---@param between string "," or a tab
function M.write_rows(names, rows, between)
  io.write(table.concat(names, between), "\n")
  for _, row in ipairs(rows) do
    local cells = {}
    for i, name in ipairs(names) do cells[i] = cell(row[name], between) end
    io.write(table.concat(cells, between), "\n")
  end
end

---Numbers that JSON can hold; NaN and infinities become nothing.
---@param record table
---@return table the same
function M.finite(record)
  for key, value in pairs(record) do
    if type(value) == "number" and (value ~= value or value == math.huge or value == -math.huge) then
      record[key] = nil
    end
  end
  return record
end

---Writes records as JSON Lines.
---@param kind string
---@param rows table[]
function M.write_json(kind, rows)
  for _, row in ipairs(rows) do
    row.type, row.schema = kind, 1
    io.write(json.encode(M.finite(row)), "\n")
  end
end

---Writes rows in the form that was asked for, or gives false for the terminal's table.
---@param options { json: boolean?, csv: boolean?, tsv: boolean? }
---@param kind string type of the JSON records
---@param names string[] columns
---@param rows table[]
---@return boolean written
function M.write(options, kind, names, rows)
  if options.json then
    M.write_json(kind, rows)
  elseif options.csv or options.tsv then
    M.write_rows(names, rows, options.csv and "," or "\t")
  else
    return false
  end
  return true
end

---The last line of a table.
---@param ... string parts
function M.footer(...)
  io.write("\n", terminal.dim(terminal.wrap(table.concat({ ... }, ". ") .. ".")), "\n")
end

---Bars of one line, eight heights.
---@param values number[]
---@return string
function M.bars(values)
  local most, parts = 0, {}
  for _, value in ipairs(values) do most = math.max(most, value) end
  for i, value in ipairs(values) do
    local height = most > 0 and value > 0 and math.max(1, math.ceil(value / most * 8)) or 0
    parts[i] = height == 0 and "·" or utf8.char(0x2580 + height)
  end
  return table.concat(parts)
end

return M
