-- Annotations in brat's stand-off format (brat.nlplab.org/standoff.html), as they lie beside a text in NAME.ann.
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

return M
