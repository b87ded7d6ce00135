-- Compiles the languages and their words of closed classes (see core/text/language.h).
--   lua5.4 languages.lua LANGUAGES.tsv FUNCTION_WORDS.tsv LEARNT.tsv OUTPUT.c
package.path = arg[0]:match("^(.*/)") .. "?.lua"
local hash, tags = require "hash", require "tags"
local languages, words, learnt, output = table.unpack(arg, 1, 4)

local rows, numbers = tags.read(languages)
local masks, keys = {}, {}
local function add(word, bit)
  if not masks[word] then keys[#keys + 1] = word end
  masks[word] = (masks[word] or 0) | 1 << bit
end
for line in io.lines(words) do
  local tag, list = line:match "^([^#\t][^\t]*)\t(.+)$"
  if tag then
    local number = assert(numbers[tag], "unknown language " .. tag)
    for word in list:gmatch "%S+" do add(word, number) end
  end
end
for line in io.lines(learnt) do
  local word = line:match "^([^#\t]+)\tstarter$"
  if word then add(word, 63) end
end
table.sort(keys)

local file = assert(io.open(output, "w"))
file:write("/* Made by core/text/generate/languages.lua. */\n#include \"text/language.h\"\n",
  ("const uint32_t gm_language_count = %d;\n"):format(#rows + 1),
  ("const gm_language_row gm_language_rows[%d] = {\n{\"und\",0,0},\n"):format(#rows + 1))
for _, row in ipairs(rows) do
  file:write(("{%q,%s,%d},\n"):format(row.tag, row.stemmer and ("%q"):format(row.stemmer) or "0",
    row.ordinal and 1 or 0))
end
file:write(("};\nconst gm_function_word gm_function_words[%d] = {\n"):format(#keys))
for _, word in ipairs(keys) do file:write(("{%q,%d,%du},\n"):format(word, #word, masks[word])) end
file:write("};\n", ("const uint32_t gm_function_word_count = %d;\n"):format(#keys))
hash.write_slots(file, "gm_function_word", "uint16_t", keys)
assert(file:close())
