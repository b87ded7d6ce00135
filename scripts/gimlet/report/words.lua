-- Numbers and reasons in plain words, shared by the reports.
local exact = require "gimlet.base.exact"

local M = {}

local SMALL <const> = { [0] = "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  "eleven", "twelve" }

--- "3 articles", "1 article".
---@param count integer
---@param singular string
---@param plural string? singular .. "s"
---@return string
function M.count(count, singular, plural)
  return ("%d %s"):format(count, count == 1 and singular or plural or singular .. "s")
end

--- "three", "13".
---@param count integer
---@return string
function M.number(count) return SMALL[count] or tostring(count) end

--- "a, b and c".
---@param items string[]
---@param last string? "and"
---@return string
function M.list(items, last)
  if #items < 2 then return items[1] or "" end
  return table.concat(items, ", ", 1, #items - 1) .. " " .. (last or "and") .. " " .. items[#items]
end

--- A micro as people read it: at most `places` decimals, no trailing zeros.
---@param micro integer
---@param places integer? 2
---@return string
function M.decimal(micro, places)
  local text = exact.round(micro, places or 2)
  if text:find(".", 1, true) then text = text:gsub("0+$", ""):gsub("%.$", "") end
  return text == "-0" and "0" or (text:gsub("^-", "−"))
end

--- The same with its sign: "+1.2", "−3".
---@param micro integer
---@param places integer?
---@return string
function M.signed(micro, places)
  local text = M.decimal(micro, places)
  return (micro >= 0 and text ~= "0") and "+" .. text or text
end

--- A micro with all its decimals, so that the points of a column stand below each other.
---@param micro integer
---@param places integer
---@return string
function M.plain(micro, places) return (exact.round(micro, places):gsub("^-", "−")) end

--- The same with its sign; 0 alone stays 0.
---@param micro integer
---@param places integer
---@return string
function M.aligned(micro, places)
  if micro == 0 then return "0" end
  return (micro > 0 and "+" or "") .. M.plain(micro, places)
end

--- A share as a percentage: "84 %".
---@param micro integer
---@return string
function M.percent(micro) return exact.round(micro * 100, 0) .. " %" end

--- Places that show a difference on a scale of this width.
---@param low integer
---@param high integer
---@return integer
function M.places(low, high)
  local width = high - low
  if width >= 20 * exact.ONE then return 0 end
  return width >= 2 * exact.ONE and 1 or 2
end

--- An identifier as words stay apart: "keeps_secrets" gives "keeps secrets".
---@param id string
---@return string
function M.spaced(id) return (id:gsub("_", " ")) end

--- "2007–2024", "2024", or nil.
---@param first integer?
---@param last integer?
---@return string?
function M.years(first, last)
  if not first then return nil end
  return first == last and tostring(first) or ("%d–%d"):format(first, last)
end

-- Reasons of hits that were left out, by what they say first; the rest is detail.
local KINDS <const> = {
  { "same story", "repeated" }, { "^rejected", "rejected by an analyst" }, { "on the topic", "off the topic" },
  { "^conditional", "conditional" }, { "^question", "only asked" }, { "^need not", "said to be no need" },
  { "^negated", "negated" }, { "^future", "only planned" }, { "^hedged", "only guessed" }, { "^past", "past" },
  { "zone", "outside the article" }, { "the rule's “when”", "refused by the rule" },
  { "^about", "not about the subject" }, { "^“", "not about the subject" },
  { "^nothing before it names", "not about the subject" },
  { "^nothing in the document names", "not about the subject" },
}

--- The kind of reason in a word or two, for counting.
---@param why string
---@return string
function M.kind_of_reason(why)
  why = why:gsub("^settled: ", "") -- says who has the last word, not what is decided
  for _, kind in ipairs(KINDS) do
    if why:find(kind[1]) then return kind[2] end
  end
  return (why:match("^[^:;,“(]+") or why):gsub("%s+$", "")
end

return M
