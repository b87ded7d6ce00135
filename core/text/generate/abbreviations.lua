-- Compiles the list of abbreviations into a hash table (see core/text/abbreviations.h).
--   lua5.4 abbreviations.lua LIST.tsv OUTPUT.c
package.path = arg[0]:match("^(.*/)") .. "?.lua"
local hash = require "hash"
local list, output = arg[1], arg[2]
local kinds = { name = 1, number = 2, date = 3, any = 4, inner = 5, proper = 6 }

local keys, kind_of = {}, {}
for line in io.lines(list) do
  local form, kind = line:match("^([^#\t][^\t]*)\t(%w+)$")
  if form then
    assert(kinds[kind], line)
    assert(not kind_of[form], "twice: " .. form)
    keys[#keys + 1] = form
    kind_of[form] = kinds[kind]
  end
end
table.sort(keys)
local file = assert(io.open(output, "w"))
file:write("/* Made by core/text/generate/abbreviations.lua. */\n#include \"text/abbreviations.h\"\n",
  ("const gm_abbreviation_entry gm_abbreviation_entries[%d] = {\n"):format(#keys))
for _, key in ipairs(keys) do file:write(("{%q,%d,%d},\n"):format(key, #key, kind_of[key])) end
file:write("};\n")
hash.write_slots(file, "gm_abbreviation", "uint16_t", keys)
assert(file:close())
