-- Learns from a large English text which forms are abbreviations and which words begin sentences, after Kiss and
-- Strunk, Unsupervised Multilingual Sentence Boundary Detection, Computational Linguistics 32(4), 2006. Run once, by
-- hand; what it prints is kept as core/text/learnt.tsv, of which the build makes tables.
--   lua5.4 learn.lua JSONL… >learnt.tsv     records with "text", from the root of the source tree
package.path = "scripts/?.lua;" .. package.path
package.cpath = (os.getenv "GIMLET_BUILD" or "build/release") .. "/?.so;" .. package.cpath
local json = require "gimlet.json"

local ABBREVIATION <const> = 0.3 -- the paper's thresholds
local STARTER <const> = 30
local COMMON <const> = 5 -- occurrences with the point; of fewer nothing is said

-- ---- counting ---------------------------------------------------------------------------------------

local with, without, tokens, points = {}, {}, 0, 0
local following = {} -- [word .. " " .. next] for words with a point
local small_behind, numbers = {}, {} -- times a small letter, a number follows the word's point
local capital, small = {}, {} -- how types are written that follow no point

-- The type of a token: lower case, without quotation marks and brackets around it, numbers as one.
local function type_of(token)
  local core = token:gsub("^[%(%[\"'“‘«]+", ""):gsub("[%)%]\"'”’»,;:!?]+$", "")
  if core:find "^[%d][%d.,]*$" then return core:sub(-1) == "." and "#." or "#", core end
  return core:lower(), core
end

local function read(text)
  local before -- true: no point; the word with its point; nil: a sentence begins
  for token in text:gmatch "[^%s—–]+" do
    local type, core = type_of(token)
    if type ~= "" then
      tokens = tokens + 1
      local word = type:match "^(.*[%w\x80-\xff])%.$"
      if before then
        local upper = core:find "^%u" ~= nil
        if before ~= true and upper then
          following[before .. " " .. (word or type)] = (following[before .. " " .. (word or type)] or 0) + 1
        end
        if before == true then
          if upper then capital[word or type] = (capital[word or type] or 0) + 1 end
        elseif core:find "^%d" then
          numbers[before] = (numbers[before] or 0) + 1
        elseif not upper then
          small_behind[before] = (small_behind[before] or 0) + 1
        end
        if not upper then small[word or type] = (small[word or type] or 0) + 1 end
      end
      if word and not token:find "%.%.$" then
        points = points + 1
        with[word] = (with[word] or 0) + 1
        before = word
        if token:find "%.[,;:]" then
          small_behind[word] = (small_behind[word] or 0) + 1
          before = true
        end
      else
        without[type] = (without[type] or 0) + 1
        before = not token:find "[!?]$" or nil
      end
    end
  end
end

for _, path in ipairs(arg) do
  for line in io.lines(path) do read((json.decode(line).text:gsub("\n%s*\n", " \0 "))) end
end

-- ---- measures ---------------------------------------------------------------------------------------

-- log of p^k (1 - p)^(n - k)
local function log_likelihood(k, n, p)
  return (k > 0 and k * math.log(p) or 0) + (n > k and (n - k) * math.log(1 - p) or 0)
end

-- Is a word tied to its point? The paper's (3): against the chance of any point, that of 0.99.
local function tied(k, n)
  return -2 * (log_likelihood(k, n, points / tokens) - log_likelihood(k, n, 0.99))
end

-- Do two events come together? Dunning's ratio (1993); negative where they avoid each other.
local function together(both, first, second, all)
  local p, inside = second / all, both / first
  local outside = (second - both) / (all - first)
  local ratio = 2 * (log_likelihood(both, first, inside) + log_likelihood(second - both, all - first, outside)
    - log_likelihood(both, first, p) - log_likelihood(second - both, all - first, p))
  return inside > p and ratio or -ratio
end

-- ---- abbreviations ------------------------------------------------------------------------------------

local scores, known = {}, {}
for word, k in pairs(with) do
  local _, inner = word:gsub("%.", "")
  local length = utf8.len(word) and utf8.len(word) - inner
  if k >= COMMON and length and length + inner > 1 and word:find "%a" and not word:find "[^%a.]" then
    local bare = without[word] or 0
    local score = tied(k, k + bare) * math.exp(-length) * (inner + 1) * length ^ -bare
    if score >= ABBREVIATION then scores[word], known[word] = score, true end
  end
end

-- ---- words that begin sentences -------------------------------------------------------------------------

local sure, starts = 0, {} -- behind points that end a sentence for sure
for pair, count in pairs(following) do
  local word, next = pair:match "^(%S+) (.*)$"
  if not known[word] and word ~= "#" and #word > 1 then
    sure = sure + count
    starts[next] = (starts[next] or 0) + count
  end
end
local starters, begins = {}, {}
for word, k in pairs(starts) do
  local all = (with[word] or 0) + (without[word] or 0)
  -- A word that goes on in names, capital in mid-sentence as often as not, tells nothing.
  if word:find "^%a+$" and k >= 50 and (capital[word] or 0) * 20 < (small[word] or 0)
    and together(k, sure, all, tokens) >= STARTER then
    starters[#starters + 1], begins[word] = word, true
  end
end
table.sort(starters)

-- ---- what follows an abbreviation ---------------------------------------------------------------------

-- The paper decides each point by what follows. What an abbreviation is mostly followed by makes its kind: a name, a
-- number, anything; one mostly followed by nothing, or by words that begin sentences, is a word that ends them.
local names, ended = {}, {}
for pair, count in pairs(following) do
  local word, next = pair:match "^(%S+) (.*)$"
  local into = begins[next] and ended or names
  if known[word] then into[word] = (into[word] or 0) + count end
end
local abbreviations = {}
for word in pairs(known) do
  local all, inside = with[word], small_behind[word] or 0
  local name, number = names[word] or 0, numbers[word] or 0
  if name + inside + number > (ended[word] or 0) + all // 2 then
    local kind = name >= all * 0.9 and "name" or number >= all * 0.8 and "number"
      or inside >= all * 0.9 and "inner" or "any"
    abbreviations[#abbreviations + 1] = ("%s\t%s"):format(word, kind)
  end
end
table.sort(abbreviations)

io.stderr:write(("%d tokens, %d points, %d abbreviations, %d words that begin sentences\n"):format(tokens, points,
  #abbreviations, #starters))
print [[
# Learnt from text by core/text/generate/learn.lua, after Kiss and Strunk (2006): abbreviations with their kind, as in
# abbreviations.tsv, and words that begin sentences more often than chance (starter). The text: 6,164 speeches, 90 MB,
# of the General Debate of the United Nations 1998-2024 (doi:10.7910/DVN/0TJX8Y, CC0) and of presidents of the
# United States 1789-2020 (public domain, 17 USC 105). Made once; not edited.]]
for _, line in ipairs(abbreviations) do print(line) end
for _, word in ipairs(starters) do print(word .. "\tstarter") end
