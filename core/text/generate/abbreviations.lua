-- Compiles the abbreviations into a hash table (see core/text/abbreviations.h): our own list, what was learnt from
-- text, and what ICU has of CLDR's sentence break suppressions. Of two that know a form in one language the first
-- counts.
--   lua5.4 abbreviations.lua LANGUAGES.tsv FUNCTION_WORDS.tsv WORDNET OWN.tsv LEARNT.tsv ICU.tsv OUTPUT.c
package.path = arg[0]:match("^(.*/)") .. "?.lua"
local hash, tags = require "hash", require "tags"
local languages, function_words, wordnet, own, learnt, icu, output = table.unpack(arg, 1, 7)
local kinds = { name = 1, number = 2, date = 3, any = 4, inner = 5, proper = 6, capital = 7 }
local _, numbers = tags.read(languages)

local forms, entries, taken = {}, {}, {} -- entries[form][kind] = mask
local function add(form, kind, mask)
  mask = mask & ~(taken[form] or 0)
  if mask == 0 then return end
  if not entries[form] then
    forms[#forms + 1] = form
    entries[form] = {}
  end
  taken[form] = (taken[form] or 0) | mask
  entries[form][kind] = (entries[form][kind] or 0) | mask
end

local function read(path, default)
  for line in io.lines(path) do
    local form, kind, list = line:match "^([^#\t][^\t]*)\t(%w+)\t?(.*)$"
    if form and kind ~= "starter" then
      assert(kinds[kind], line)
      assert(#form <= 32, line)
      add(form, kinds[kind], tags.mask(list ~= "" and list or default, numbers))
    end
  end
end
read(own, "en und")
read(learnt, "en und")

-- CLDR's lists have words among them that end sentences every day (“am”, “on”): those of closed classes, and in
-- English what the dictionary has.
local words = {}
for line in io.lines(function_words) do
  local tag, list = line:match "^([^#\t][^\t]*)\t(.+)$"
  for word in (list or ""):gmatch "%S+" do words[tag .. " " .. word] = true end
end
for _, part in ipairs { "noun", "verb", "adj", "adv" } do
  for line in io.lines(wordnet .. "/index." .. part) do
    local word = line:match "^(%l+) "
    if word then words["en " .. word] = true end
  end
end
for line in io.lines(icu) do
  local tag, whole = line:match "^(%l+)\t(.+)$"
  for part in whole:gmatch "%S+" do -- “n. Chr.” is two tokens
    local form = part:match "^(.*)%.$"
    local lower = form and form:lower()
    if form and utf8.len(form) > 1 and #form <= 32 and not words[tag .. " " .. lower] then
      add(lower, form:find "^%u" and not form:find "%." and kinds.capital or kinds.any, 1 << numbers[tag])
    end
  end
end

table.sort(forms)
local file = assert(io.open(output, "w"))
file:write("/* Made by core/text/generate/abbreviations.lua. */\n#include \"text/abbreviations.h\"\n",
  "const gm_abbreviation_entry gm_abbreviation_entries[] = {\n")
local count, first, source = 0, {}, {}
for i, form in ipairs(forms) do
  first[i] = count + 1
  for kind = 1, 7 do
    local mask = entries[form][kind]
    if mask then
      file:write(("{%q,%d,%d,%du},\n"):format(form, #form, kind, mask))
      count, source[#source + 1] = count + 1, ("%s %d %d"):format(form, kind, mask)
    end
  end
end
file:write(("};\nconst uint32_t gm_abbreviation_count = %d;\n"):format(count))
hash.write_slots(file, "gm_abbreviation", "uint16_t", forms, first)
for _, path in ipairs { languages, function_words, learnt } do
  for line in io.lines(path) do source[#source + 1] = line end
end
file:write(("const char gm_sentence_source[] = \"%016x\";\n"):format(hash.hash(table.concat(source, "\n"))))
assert(file:close())
