-- The words English tells time with, as LPeg patterns over lower-cased text, and the numbers written out.
--
-- Every pattern here ends at the end of a word; what reads a text starts it at the beginning of one.
local lpeg = require "lpeg"

local P, R, S, C, Cc, Cmt, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cc, lpeg.Cmt, lpeg.Cp

local M = {}

local alnum = R("az", "09", "\128\255")
local alpha = R("az", "\128\255")
local digit = R "09"

M.digit, M.alpha = digit, alpha
M.stop = -alnum -- the end of a word
M.gap = S " \t\n\r" ^ 1
M.blank = S " \t\n\r" ^ 0
M.joint = S " \t\n\r" ^ 1 + P "-" -- between the words of a compound
M.comma = M.blank * P "," * M.blank + M.gap

---Any of the words, the longest first.
---@param words string[] a space stands for any white space
---@param value any|fun(word: string): any what it captures; nothing when nil
---@return any pattern
function M.any(words, value)
  local sorted = table.move(words, 1, #words, 1, {})
  table.sort(sorted, function(a, b)
    if #a ~= #b then return #a > #b end
    return a < b
  end)
  local all = P(false)
  for _, word in ipairs(sorted) do
    local pattern = P(true)
    for part, space in word:gmatch "([^ ]+)( ?)" do
      pattern = pattern * P(part) * (space ~= "" and M.gap or P(true))
    end
    if word:find "[%w\128-\255]$" then pattern = pattern * M.stop end
    local held = value
    if type(value) == "function" then held = value(word) end
    all = all + (held ~= nil and pattern * Cc(held) or pattern)
  end
  return all
end

---Words that each mean something.
---@param meanings table<string, any>
---@param ending any? what may follow each word directly
function M.map(meanings, ending)
  local words = {}
  for word in pairs(meanings) do words[#words + 1] = word end
  return M.any(words, function(word) return meanings[word] end) * (ending or P(true))
end

---The words of one line, as alternatives.
---@param line string words with spaces between, _ for a space within
---@param value function?
---@return userdata pattern
function M.words(line, value)
  local list = {}
  for word in line:gmatch "%S+" do list[#list + 1] = word:gsub("_", " ") end
  return M.any(list, value)
end

---The longest of several patterns instead of the first. What was found at a place of a text is remembered while
---the text is the same, for the same days are tried as parts of many larger expressions.
---@param ... any patterns with one capture each
function M.longest(...)
  local all = { ... }
  for i, pattern in ipairs(all) do all[i] = pattern * Cp() end
  local known, values, ends
  local function find(text, position, original)
    local best, best_end = nil, 0
    for i = 1, #all do
      local value, after = lpeg.match(all[i], text, position, original)
      if after and after > best_end then best, best_end = value, after end
    end
    values[position], ends[position] = best, best_end
    return best_end, best
  end
  return Cmt(lpeg.Carg(1), function(text, position, original)
    if text ~= known then known, values, ends = text, {}, {} end
    local after, value = ends[position], values[position]
    if not after then after, value = find(text, position, original) end
    if after > 0 then return after, value end
  end)
end

---Holds where the text before the current place ends in one of the words and white space.
---@param line string
---@return userdata pattern
function M.after(line)
  local set = {}
  for word in line:gmatch "%S+" do set[word] = true end
  return Cmt(P(true), function(text, position)
    local word = text:sub(math.max(1, position - 24), position - 1):match "([%w']+)%s+$"
    return word ~= nil and set[word] == true and position
  end)
end

-- ---- numbers ----------------------------------------------------------------------------------------

local ONES <const> = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
  "twelve",
  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" }
local TENS <const> = { "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" }
local ORDINALS <const> = { "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
  "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
  "nineteenth" }

local function numbered(list, from, to, times)
  local meanings = {}
  for i = from, to do meanings[list[i]] = i * (times or 1) end
  return M.map(meanings)
end

local one_to_nine = numbered(ONES, 1, 9)
local teens = numbered(ONES, 10, 19)
local tens = numbered(TENS, 2, 9, 10)

local function sum(a, b) return a + (b or 0) end

local below_hundred = tens * ((M.joint * one_to_nine) ^ -1) / sum + teens + one_to_nine
M.below_hundred = below_hundred

-- 0 … 9,999 in words, and “a hundred”.
local hundreds = (one_to_nine + teens + M.words("a", 1)) * M.gap * P "hundred" * M.stop / function(n) return n
  * 100 end
local thousands = (one_to_nine + M.words("a", 1)) * M.gap * P "thousand" * M.stop / function(n) return n * 1000 end
local linked = M.gap * (P "and" * M.gap) ^ -1
local below_thousand = hundreds * ((linked * below_hundred) ^ -1) / sum + below_hundred
M.spelled = thousands * ((linked * below_thousand) ^ -1) / sum + below_thousand

M.integer = C(digit ^ 1) / tonumber
M.decimal = C(digit ^ 1 * (P "." * digit ^ 1) ^ -1) / tonumber

-- twenty-first, 21st, 1st
local spelled_ordinal = tens * M.joint * numbered(ORDINALS, 1, 9) / sum
  + numbered(ORDINALS, 1, 19) + M.map { twentieth = 20, thirtieth = 30 }
local figure_ordinal = M.integer * (P "st" + "nd" + "rd" + "th") * M.stop
M.ordinal = spelled_ordinal + figure_ordinal
M.spelled_ordinal = spelled_ordinal

--- “half”, “two and a half”, “3.5”, “a”, “an”, “a couple of”, “few”
local and_half = M.gap * P "and" * M.gap * ((P "a" + P "an") * M.gap) ^ -1 * P "half" * M.stop * Cc(0.5)
M.count = M.longest(M.words("a_couple_of couple_of a_couple couple", 2)
  + M.words("a_few few several some", 3)
  + (M.words("twenty", 20) * M.gap * P "and" * M.gap * one_to_nine) / sum
  + (M.decimal * P(-digit) + M.spelled) * (and_half ^ -1) / sum)

-- ---- years ------------------------------------------------------------------------------------------

local century = M.map { ten = 10, eleven = 11, twelve = 12, thirteen = 13, fourteen = 14, fifteen = 15, sixteen = 16,
  seventeen = 17, eighteen = 18, nineteen = 19, twenty = 20 }
local pair = tens * ((M.joint * one_to_nine) ^ -1) / sum + teens + P "zero" * M.joint * one_to_nine + P "oh"
  * M.joint * one_to_nine
local spelled_year = century * M.joint * (P "hundred" * M.stop * ((linked * below_hundred) + Cc(0))
  + pair) / function(a, b) return a * 100 + b end
  + thousands * ((linked * below_thousand) ^ -1) / sum
M.spelled_year = spelled_year
M.year4 = C(R "12" * digit * digit * digit) * -alnum / tonumber
M.year2 = C(digit * digit) * -digit / function(two)
  local n = tonumber(two)
  return n < 40 and 2000 + n or 1900 + n
end
M.any_year = M.longest(M.year4 + (P "'" + P "\u{2019}") * M.year2 * M.stop + spelled_year)

-- ---- names ------------------------------------------------------------------------------------------

M.MONTHS = { january = 1, jan = 1, february = 2, feb = 2, march = 3, mar = 3, april = 4, apr = 4, may = 5, june = 6,
  jun = 6, july = 7, jul = 7, august = 8, aug = 8, september = 9, sept = 9, sep = 9, october = 10, oct = 10,
  november = 11, nov = 11, december = 12, dec = 12 }
M.WEEKDAYS = { monday = 1, mon = 1, tuesday = 2, tues = 2, tue = 2, wednesday = 3, weds = 3, wed = 3, thursday = 4,
  thurs = 4, thur = 4, thu = 4, friday = 5, fri = 5, saturday = 6, sat = 6, sunday = 7, sun = 7 }

local function name_of(meanings, dot)
  local words = {}
  for word in pairs(meanings) do words[#words + 1] = word end
  table.sort(words, function(a, b)
    if #a ~= #b then return #a > #b end
    return a < b
  end)
  local all = P(false)
  for _, word in ipairs(words) do all = all + C(P(word)) * -alpha * dot end
  return all / function(word) return meanings[word] end
end

M.month = name_of(M.MONTHS, (P "." * #(M.blank * (digit + P ","))) ^ -1)
M.weekday = name_of(M.WEEKDAYS, P(true))

-- Names that are ordinary words as well stand alone as names only where they have a capital.
local ORDINARY <const> = { may = true, march = true, mar = true, sun = true, sat = true, mon = true, wed = true,
  second = true, fall = true, spring = true }

local BEFORE <const> = {}
for word in ([[in of by since until till during last next past before after from to through mid early
  late]]):gmatch "%a+" do
  BEFORE[word] = true
end
local VERBAL <const> = { i = true, you = true, we = true, he = true, she = true, they = true, it = true,
  the = true, be = true,
  god = true, this = true, these = true, all = true, your = true, my = true, our = true }

---Is it a word that a month or a year follows?
---@param word string?
---@return boolean
function M.announces(word) return word ~= nil and (BEFORE[word] or M.MONTHS[word] ~= nil) or false end

---Such a word, where it is a name by its capital or by the word before it; the text as written is argument 1.
---@param pattern userdata
---@return userdata pattern
function M.named(pattern)
  return Cmt(Cp() * pattern * lpeg.Carg(1), function(text, after, first, value, original)
    local word = original:sub(first, after - 1):match "^%a+"
    if word and ORDINARY[word:lower()] then
      local before = text:sub(math.max(1, first - 12), first - 1):match "(%a+)%s+$"
      if word:find "^%l" then
        if not BEFORE[before] then return false end
      elseif not before and VERBAL[text:match("^%s+(%a+)", after)] then
        return false
      end
    end
    return after, value
  end)
end

M.SEASONS = { spring = "SP", springtime = "SP", summer = "SU", summertime = "SU", autumn = "FA", fall = "FA",
  autumntime = "FA", winter = "WI", wintertime = "WI" }

M.this = M.words("this current the_current")
M.next = M.words("next coming upcoming the_coming")
M.last = M.words("last previous past")

--- Units of dates, by their letter; S, N (minutes) and H are of the clock.
M.UNITS = { day = "D", days = "D", week = "W", weeks = "W", wk = "W", wks = "W", month = "M", months = "M", mth = "M",
  quarter = "Q", quarters = "Q", year = "Y", years = "Y", yr = "Y", yrs = "Y", decade = "E", decades = "E",
  century = "C", centuries = "C", fortnight = "F", fortnights = "F", weekend = "K", weekends = "K",
  hour = "H", hours = "H", hr = "H", hrs = "H", minute = "N", minutes = "N", min = "N", mins = "N", second = "S",
  seconds = "S", sec = "S", secs = "S" }
M.nights = M.map { night = "D", nights = "D" }
M.unit = M.map(M.UNITS) + M.words("business_day business_days workday workdays working_day working_days", "B")
-- After a figure the letters stand as well: “3h”, “2W”, “5y”.
M.unit_letter = M.map { h = "H", d = "D", w = "W", y = "Y", s = "S" }

return M
