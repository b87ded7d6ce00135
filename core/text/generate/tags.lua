-- The languages of core/text/languages.tsv by number: their order in the file, 0 is “und”. A set of them is a mask.
local M = {}

---@param path string languages.tsv
---@return table[] rows in order, each { tag =, stemmer =, ordinal = }
---@return table<string, integer> numbers by tag
function M.read(path)
  local rows, numbers = {}, { und = 0 }
  for line in io.lines(path) do
    local tag, stemmer, ordinal = line:match "^([^#\t][^\t]*)\t([^\t]+)\t([^\t]+)$"
    if tag then
      rows[#rows + 1] = { tag = tag, stemmer = stemmer ~= "-" and stemmer or nil, ordinal = ordinal ~= "-" }
      numbers[tag] = #rows
    end
  end
  assert(#rows < 63, "more languages than a mask has bits")
  return rows, numbers
end

---@param list string tags with spaces between
---@param numbers table<string, integer>
---@return integer
function M.mask(list, numbers)
  local mask = 0
  for tag in list:gmatch "%S+" do mask = mask | 1 << assert(numbers[tag], "unknown language " .. tag) end
  return mask
end

return M
