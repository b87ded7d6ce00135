-- Compiles the Unicode character database into a two-stage table of the properties that words,
-- sentences and flags of types need (see core/text/properties.h).
--   lua5.4 properties.lua UNICODE_DIRECTORY OUTPUT.c
local directory, output = arg[1], arg[2]

-- The order of these names is the order of the enums in properties.h.
local word_names = { "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Regional_Indicator", "Format",
  "Katakana", "Hebrew_Letter", "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter",
  "MidNum", "Numeric", "ExtendNumLet", "WSegSpace" }
local sentence_names = { "Other", "CR", "LF", "Sep", "Extend", "Format", "Sp", "Lower", "Upper",
  "OLetter", "Numeric", "ATerm", "SContinue", "STerm", "Close" }
local kinds = { L = 1, M = 2, N = 3, P = 4, S = 5, Z = 6, C = 7 }
local dictionary_scripts = { Han = 1, Hiragana = 1, Katakana = 1 }

local function index_of(names)
  local index = {}
  for i, name in ipairs(names) do index[name] = i - 1 end
  return index
end

--- Calls visit(first, last, value) for every line "RANGE ; VALUE # remark" of a file.
local function each(path, visit)
  for line in assert(io.open(directory .. "/" .. path)):lines() do
    local first, last, value = line:match("^(%x+)%.*(%x*)%s*;%s*([%w_]+)")
    if first then visit(tonumber(first, 16), tonumber(last ~= "" and last or first, 16), value) end
  end
end

local packed, version = {}, nil
for code = 0, 0x10FFFF do packed[code] = 0 end
local function set(shift, index)
  return function(first, last, value)
    local bits = index[value]
    if not bits then return end
    for code = first, last do packed[code] = packed[code] | bits << shift end
  end
end

version = assert(io.open(directory .. "/auxiliary/WordBreakProperty.txt")):read("l"):match("%-(%d+%.%d+)")
local category = {}
each("extracted/DerivedGeneralCategory.txt", function(first, last, value)
  for code = first, last do category[code] = value end
end)
for code = 0, 0x10FFFF do packed[code] = kinds[(category[code] or "Cn"):sub(1, 1)] << 9 end
each("auxiliary/WordBreakProperty.txt", set(0, index_of(word_names)))
each("auxiliary/SentenceBreakProperty.txt", set(5, index_of(sentence_names)))
each("DerivedCoreProperties.txt", set(12, { Uppercase = 1, Lowercase = 2 }))
each("Scripts.txt", set(14, dictionary_scripts))
each("LineBreak.txt", set(14, { SA = 2 }))
each("emoji/emoji-data.txt", set(16, { Extended_Pictographic = 1 }))
each("PropList.txt", set(17, { White_Space = 1 }))
-- Titlecase letters count as upper case.
for code = 0, 0x10FFFF do if category[code] == "Lt" then packed[code] = packed[code] | 1 << 12 end end

local values, value_index, blocks, block_index, stage = {}, {}, {}, {}, {}
for block = 0, 0x10FFFF >> 7 do
  local cells = {}
  for i = 0, 127 do
    local value = packed[block << 7 | i]
    if not value_index[value] then
      values[#values + 1] = value
      value_index[value] = #values - 1
    end
    cells[i + 1] = value_index[value]
  end
  local key = table.concat(cells, ",")
  if not block_index[key] then
    blocks[#blocks + 1] = key
    block_index[key] = #blocks - 1
  end
  stage[#stage + 1] = block_index[key]
end
assert(#values <= 256, "more than 256 combinations of properties")

local function lines(numbers, width)
  local out = {}
  for i = 1, #numbers, width do
    out[#out + 1] = table.concat(numbers, ",", i, math.min(i + width - 1, #numbers))
  end
  return table.concat(out, ",\n")
end
local file = assert(io.open(output, "w"))
file:write("/* Made by core/text/generate/properties.lua from the Unicode character database. */\n",
  '#include "text/properties.h"\n',
  ('const char gm_unicode_version[] = "%s";\n'):format(version),
  ("const uint32_t gm_property_values[%d] = {\n%s};\n"):format(#values, lines(values, 12)),
  ("const uint16_t gm_property_blocks[%d] = {\n%s};\n"):format(#stage, lines(stage, 20)),
  ("const uint8_t gm_property_cells[%d][128] = {\n{%s}};\n"):format(#blocks, table.concat(blocks, "},\n{")))
assert(file:close())
