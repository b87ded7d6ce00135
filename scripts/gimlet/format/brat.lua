-- Annotations in brat's stand-off format (brat.nlplab.org/standoff.html), as they lie beside a text in NAME.ann: read,
-- and hits written.
local characters = require "gimlet.format.characters"

local M = {}

-- Bytes before each character that brat counts; one more for the text's end.
local function offsets(text)
  local list, count = {}, 0
  for at in utf8.codes(text) do
    list[count] = at - 1
    count = count + 1
  end
  list[count] = #text
  return list
end

-- “Kind 0 5;8 12” with the annotated text behind a tab.
local function span(id, rest, text, places)
  local kind, ranges, written = rest:match "^(%S+) ([%d ;]+)\t?(.*)$"
  if not kind then return nil end
  local parts = {}
  for from, to in ranges:gmatch "(%d+) (%d+)" do
    local begin, stop = places[math.tointeger(tonumber(from))], places[math.tointeger(tonumber(to))]
    if not begin or not stop or stop < begin then return nil end
    parts[#parts + 1] = { begin, stop }
  end
  if #parts == 0 then return nil end
  local found = { id = id, kind = kind, begin = parts[1][1], ["end"] = parts[#parts][2], parts = parts, text = written }
  -- Where the text was changed in reading (line breaks), the annotated words are looked for nearby.
  if #parts == 1 and text:sub(found.begin + 1, found["end"]) ~= written and written ~= "" then
    local at = text:find(written, math.max(1, found.begin - 200), true)
    if not at then return nil end
    found.begin, found["end"] = at - 1, at - 1 + #written
    found.parts = { { found.begin, found["end"] } }
  end
  return found
end

local function arguments(text)
  local list = {}
  for role, id in text:gmatch "(%S+):(%S+)" do list[#list + 1] = { role = role, id = id } end
  return list
end

---Reads stand-off annotations.
---@param standoff string the bytes of NAME.ann
---@param text string the document's text, valid UTF-8
---@return { spans: table[], relations: table[], events: table[], attributes: table[], notes: table[] } annotations
--- spans { id, kind, begin, end, parts, text } in bytes from 0, relations and events { id, kind, arguments, trigger },
--- attributes { id, kind, of, value }, notes { id, kind, of, text }
---@return string[] failures lines that cannot be read, with their numbers
function M.parse(standoff, text)
  local result = { spans = {}, relations = {}, events = {}, attributes = {}, notes = {} }
  local places, failures, number = offsets(text), {}, 0
  local function add(list, item) list[#list + 1] = item end
  local READ = {
    T = function(id, rest) return result.spans, span(id, rest, text, places) end,
    R = function(id, rest)
      local kind, list = rest:match "^(%S+) (.*)$"
      return result.relations, kind and { id = id, kind = kind, arguments = arguments(list) }
    end,
    E = function(id, rest)
      local kind, trigger, list = rest:match "^([^:%s]+):(%S+)%s*(.*)$"
      return result.events, kind and { id = id, kind = kind, trigger = trigger, arguments = arguments(list) }
    end,
    A = function(id, rest)
      local kind, of, value = rest:match "^(%S+) (%S+)%s*(.-)%s*$"
      return result.attributes, kind and { id = id, kind = kind, of = of, value = value ~= "" and value or nil }
    end,
    ["#"] = function(id, rest)
      local kind, of, note = rest:match "^(%S+) (%S+)\t?(.*)$"
      return result.notes, kind and { id = id, kind = kind, of = of, text = note }
    end,
  }
  READ.M, READ.N = READ.A, READ["#"]
  for line in (standoff .. "\n"):gmatch "(.-)\r?\n" do
    number = number + 1
    local id, rest = line:match "^(%S+)\t(.*)$"
    local read = id and READ[id:sub(1, 1)]
    if read then
      local list, item = read(id, rest)
      if item then add(list, item) else add(failures, ("%d: %s"):format(number, line)) end
    elseif line:find "%S" and line:sub(1, 1) ~= "*" then
      add(failures, ("%d: %s"):format(number, line))
    end
  end
  return result, failures
end

-- ---- writing -------------------------------------------------------------------------------------------

-- Names of types and attributes are letters, digits, - and _.
local function type_name(name) return (name:gsub("[^%w_-]", "-")) end

local function capital(word) return (type_name(word):gsub("^%l", string.upper)) end

-- A line is one annotation: what breaks it becomes a space.
local function flat(text) return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")) end

-- The pieces of [begin, stop) between line breaks and tabs, which an annotation may not hold.
local function pieces(text, begin, stop)
  local list = {}
  for first, piece, after in text:sub(begin + 1, stop):gmatch "()([^\n\r\t]+)()" do
    local left, right = #piece:match "^ *", #piece:match " *$"
    if left < #piece then list[#list + 1] = { begin + first - 1 + left, begin + after - 1 - right } end
  end
  return list
end

local SIDES <const> = { ["+"] = "for", ["-"] = "against" }

-- What an attribute says of a hit: { name, value or nil }.
local function attributes_of(hit)
  local list = {}
  if SIDES[hit.sign] then list[1] = { "Side", SIDES[hit.sign] } end
  if hit.counts == false then list[#list + 1] = { "Left_out" } end
  for _, context in ipairs(hit.contexts or {}) do list[#list + 1] = { capital(context) } end
  return list
end

local function note_of(hit)
  local parts = { "hit " .. tostring(hit.id) }
  local function add(label, value) if value and value ~= "" then parts[#parts + 1] = label .. tostring(value) end end
  add("said by ", hit.attributed_to)
  add("speaks of ", hit.year)
  add("left out: ", hit.counts == false and hit.why)
  local names = {}
  for name in pairs(hit.captures or {}) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do add(name .. " = ", hit.captures[name]) end
  return flat(table.concat(parts, "; "))
end

---A text as it lies beside its annotations: what brat would take for line breaks of its own is a space.
---@param text string
---@return string as many characters
function M.text(text) return (text:gsub("\r", " ")) end

---Hits as annotations: a text-bound annotation each, its type the rule, with side and contexts as attributes and the
---rest as a note. Offsets are characters; words on several lines are discontinuous.
---@param hits table[] HIT
---@param text string the document's
---@return string lines of NAME.ann
function M.write(hits, text)
  local lines, attributes, at = {}, 0, characters.counter(text)
  local number = 0
  for _, hit in ipairs(hits) do
    local ranges, written = {}, {}
    for i, piece in ipairs(pieces(text, hit.begin, hit["end"])) do
      ranges[i] = ("%d %d"):format(at(piece[1]), at(piece[2]))
      written[i] = text:sub(piece[1] + 1, piece[2])
    end
    if #ranges > 0 then
      number = number + 1
      lines[#lines + 1] = ("T%d\t%s %s\t%s"):format(number, type_name(hit.rule), table.concat(ranges, ";"),
        table.concat(written, " "))
      for _, attribute in ipairs(attributes_of(hit)) do
        attributes = attributes + 1
        lines[#lines + 1] = ("A%d\t%s T%d%s"):format(attributes, attribute[1], number,
          attribute[2] and " " .. attribute[2] or "")
      end
      lines[#lines + 1] = ("#%d\tAnnotatorNotes T%d\t%s"):format(number, number, note_of(hit))
    end
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

---What a folder of such files must declare: its types and attributes (annotation.conf).
---@param hits table[] HIT, of all documents
---@return string
function M.configuration(hits)
  local types, attributes, known = {}, {}, {}
  for _, hit in ipairs(hits) do
    local name = type_name(hit.rule)
    if not known[name] then types[#types + 1] = name end
    known[name] = true
    for _, attribute in ipairs(attributes_of(hit)) do
      local line = attribute[1] .. "\tArg:<ENTITY>" .. (attribute[2] and ", Value:for|against" or "")
      if not known[line] then attributes[#attributes + 1] = line end
      known[line] = true
    end
  end
  table.sort(types)
  table.sort(attributes)
  return ("[entities]\n%s\n\n[relations]\n\n[events]\n\n[attributes]\n%s\n"):format(table.concat(types, "\n"),
    table.concat(attributes, "\n"))
end

return M
