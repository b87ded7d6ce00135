-- Writes the documents of a corpus into a file of an older schema, as an older gimlet did.
--   lua5.4 tests/fault/old.lua CORPUS OLD
require "gimlet"
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"

local function varint(number)
  local bytes = {}
  while number > 127 do
    bytes[#bytes + 1] = string.char(number & 127 | 128)
    number = number >> 7
  end
  bytes[#bytes + 1] = string.char(number)
  return table.concat(bytes)
end

local from = assert(corpus.open(arg[1], { readonly = true }))
local into = assert(core.store.open(arg[2], { create = true, version = 4 }))
local lexicon, tokens = core.text.lexicon(), core.text.tokens()
local numbers, counts, forms = {}, {}, {}

local function number_of(form)
  if not numbers[form] then
    forms[#forms + 1] = form
    numbers[form] = #forms
  end
  counts[form] = (counts[form] or 0) + 1
  return numbers[form]
end

local function packed(text, zones)
  assert(tokens:cut(lexicon, text))
  local edges, seen = {}, {}
  for _, zone in ipairs(zones) do
    for _, edge in ipairs(zone.kind ~= "quote" and { zone.begin, zone["end"] } or {}) do
      if not seen[edge] then edges[#edges + 1] = edge + 1 end
      seen[edge] = true
    end
  end
  table.sort(edges)
  assert(tokens:sentences(lexicon, edges))
  local parts, at = {}, 0
  for i = 1, #tokens do
    local first, last = tokens:span(i)
    parts[i] = varint(number_of(tokens:form(i)) << 2) .. varint(first - 1 - at) .. varint(last - first + 1)
      .. varint(tokens:flags(i))
    at = last
  end
  return table.concat(parts)
end

assert(into:begin())
for _, name in ipairs { "loads", "documents", "metadata", "paths", "files" } do
  for _, row in ipairs(from:query("SELECT * FROM " .. name)) do assert(into:put(name, row)) end
end
for _, row in ipairs(from:query("SELECT id FROM documents ORDER BY id")) do
  local text, zones, signature = from.box:content(row.id)
  local _, blob = from.box:packed(row.id)
  assert(into:put("contents", { document = row.id, text = text, zones = blob, tokens = packed(text, zones),
    signature = signature }))
end
for id, form in ipairs(forms) do
  assert(into:put("lexicon", { id = id, form = form, fold = form:lower(), flags = 1, count = counts[form] }))
end
assert(into:commit())
into:close()
from:close()
