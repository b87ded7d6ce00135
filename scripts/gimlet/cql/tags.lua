-- Structures of documents that came as vertical text of CWB: regions between tags.
--
-- <np h="time"> … </np> makes the structure np and, with values, np_h. A tag that is opened again before it is closed
-- counts as one region, the outermost, as in CWB.
local core = require "gimlet.core"

local M = {}

local function unescape(text)
  return (text:gsub("&(%w+);", { lt = "<", gt = ">", quot = '"', apos = "'", amp = "&" }))
end

-- Tags of a document: name -> { {first, last, attributes}, … }, tokens from 0.
local function read(corpus, number)
  local document = corpus:doc(number)
  if not document or not document.given then return {} end
  local given = assert(core.text.given(document.given, document.text))
  local open, depth, found = {}, {}, {}
  for k = 1, given:notes() do
    local token, line = given:note(k)
    local closing, name, rest = line:match "^<(/?)([%w_]+)%s*(.-)/?>"
    if name and closing == "" then
      depth[name] = (depth[name] or 0) + 1
      if depth[name] == 1 then
        local attributes = {}
        for key, value in rest:gmatch '([%w_:]+)%s*=%s*"(.-)"' do attributes[key] = unescape(value) end
        open[name] = { token - 1, nil, attributes }
      end
    elseif name and open[name] then
      depth[name] = depth[name] - 1
      if depth[name] == 0 then
        local region = open[name]
        open[name], region[2] = nil, token - 2
        found[name] = found[name] or {}
        if region[2] >= region[1] then table.insert(found[name], region) end
      end
    end
  end
  return found
end

local cache = setmetatable({}, { __mode = "k" })

local function of(corpus, number)
  local own = cache[corpus]
  if not own then
    own = { names = {} }
    cache[corpus] = own
  end
  if own.number ~= number then own.number, own.tags = number, read(corpus, number) end
  return own.tags
end

local function split(tags, name)
  if tags[name] then return name end
  for cut in name:gmatch "()_" do
    local base = name:sub(1, cut - 1)
    if tags[base] then return base, name:sub(cut + 1) end
  end
end

---Is there such a structure in any document that came as vertical text?
---@param corpus table
---@param name string
---@return "value"|boolean kind
function M.kind(corpus, name)
  local rows = corpus:query "SELECT id FROM documents WHERE format = 'vertical' ORDER BY id LIMIT 200"
  for _, row in ipairs(rows) do
    local base, key = split(of(corpus, row.id), name)
    if base then return key and "value" or true end
  end
  return false
end

---@param corpus table
---@param name string
---@param number integer
---@return table[]? regions { {first, last, value}, … }
function M.regions(corpus, name, number)
  local tags = of(corpus, number)
  local base, key = split(tags, name)
  if not base then return nil end
  local list = {}
  for i, region in ipairs(tags[base]) do
    list[i] = { region[1], region[2], key and (region[3][key] or "") or nil }
  end
  return list
end

return M
