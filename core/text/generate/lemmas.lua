-- Compiles WordNet's single words, its lists of irregular forms and our closed-class words into
-- hash tables (see core/text/lemmas.h). A word carries, per part of speech, how often it is
-- tagged in WordNet's sense-tagged texts.
--   lua5.4 lemmas.lua WORDNET_DIRECTORY CLOSED_CLASS.tsv OUTPUT.c
package.path = arg[0]:match("^(.*/)") .. "?.lua"
local hashing = require "hash"
local hash, mix = hashing.hash, hashing.mix
local wordnet, closed_class, output = arg[1], arg[2], arg[3]
local parts = { "noun", "verb", "adj", "adv" }

-- Words of the index, with the tagged occurrences of each part of speech.
local counts, words = {}, {}
local types = { ["1"] = 1, ["2"] = 2, ["3"] = 3, ["4"] = 4, ["5"] = 3 }
for line in io.lines(wordnet .. "/cntlist.rev") do
  local lemma, part, count = line:match("^(%S-)%%(%d)%S* %d+ (%d+)")
  if lemma then
    local key = lemma .. "/" .. types[part]
    counts[key] = (counts[key] or 0) + tonumber(count)
  end
end
local single = "^[%w'.]+$"
for part, name in ipairs(parts) do
  for line in io.lines(wordnet .. "/index." .. name) do
    local lemma = line:match("^(%S+) ")
    if lemma and lemma:match(single) and not lemma:match("^[%d.]+$") then
      words[lemma] = words[lemma] or { 0, 0, 0, 0 }
      words[lemma][part] = math.min((counts[lemma .. "/" .. part] or 0) + 1, 65535)
    end
  end
end

-- Irregular forms; those that the rules of detachment would give as well do no harm.
local irregular, seen = {}, {}
for part, name in ipairs(parts) do
  for line in io.lines(wordnet .. "/" .. name .. ".exc") do
    local form, bases = line:match("^(%S+) (.+)$")
    if form and form:match(single) then
      for base in bases:gmatch("%S+") do
        if base:match(single) and not seen[form .. " " .. base .. part] then
          seen[form .. " " .. base .. part] = true
          irregular[form] = irregular[form] or {}
          table.insert(irregular[form], { base = base, part = part })
        end
      end
    end
  end
end
local closed = {}
for line in io.lines(closed_class) do
  local form, bases = line:match("^([^#\t][^\t]*)\t(.+)$")
  if form then
    local list = {}
    for base in bases:gmatch("[^\t]+") do list[#list + 1] = { base = base, part = 0 } end
    closed[form] = list
  end
end

local blob, place, size = {}, {}, 0
local function text_of(word)
  if not place[word] then
    place[word] = size
    blob[#blob + 1] = word
    size = size + #word
  end
  return place[word]
end
local function sorted(map)
  local keys = {}
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

local file = assert(io.open(output, "w"))
file:write("/* Made by core/text/generate/lemmas.lua from WordNet 3.0; see its licence. */\n",
  '#include "text/lemmas.h"\n')
local word_keys = sorted(words)
file:write(("const gm_lemma_word gm_lemma_words[%d] = {\n"):format(#word_keys))
for _, word in ipairs(word_keys) do
  file:write(("{%d,%d,{%s}},\n"):format(text_of(word), #word, table.concat(words[word], ",")))
end
file:write("};\n")
hashing.write_slots(file, "gm_lemma_word", "uint32_t", word_keys)

for form, list in pairs(closed) do irregular[form] = list end
local form_keys, bases = sorted(irregular), {}
file:write(("const gm_lemma_form gm_lemma_forms[%d] = {\n"):format(#form_keys))
for _, form in ipairs(form_keys) do
  file:write(("{%d,%d,%d,%d},\n"):format(text_of(form), #bases, #form, #irregular[form]))
  for _, base in ipairs(irregular[form]) do bases[#bases + 1] = base end
end
file:write("};\n")
hashing.write_slots(file, "gm_lemma_form", "uint32_t", form_keys)
file:write(("const gm_lemma_base gm_lemma_bases[%d] = {\n"):format(#bases))
for _, base in ipairs(bases) do
  file:write(("{%d,%d,%d},\n"):format(text_of(base.base), #base.base, base.part))
end
file:write("};\nconst char gm_lemma_text[] =\n")
local joined = table.concat(blob)
for at = 1, #joined, 80 do file:write(("%q\n"):format(joined:sub(at, at + 79))) end
-- What the tables were made from, as a hash for manifests.
local value = hash(joined)
for _, word in ipairs(word_keys) do value = mix(value ~ hash(word .. table.concat(words[word], ","))) end
for _, base in ipairs(bases) do value = mix(value ~ hash(base.base .. base.part)) end
file:write((";\nconst char gm_lemma_source[] = \"WordNet 3.0 %016x\";\n"):format(value))
assert(file:close())
