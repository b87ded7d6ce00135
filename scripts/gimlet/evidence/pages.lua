-- Pages of documents that have them: where each begins, as the reader told it ("0 1530 2890": offsets of bytes, one a
-- page; what is empty begins where the next one does).
local M = {}

---The page a byte stands on.
---@param begins string? the metadata `pages` of a document
---@param offset integer byte of the text, from 0
---@return integer? page from 1; nil where the document has no pages
function M.at(begins, offset)
  if not begins then return nil end
  local page = 0
  for begin in begins:gmatch "%d+" do
    if tonumber(begin) > offset then break end
    page = page + 1
  end
  return page > 0 and page or nil
end

---@param begins string?
---@return integer? pages
function M.count(begins)
  return begins and select(2, begins:gsub("%d+", ""))
end

---How a place is cited: " p. 3 ¶12", or only what is known of it.
---@param hit { page: integer?, paragraph: integer? }
---@return string
function M.cite(hit)
  return (hit.page and (" p. %d"):format(hit.page) or "") .. (hit.paragraph and (" ¶%d"):format(hit.paragraph) or "")
end

return M
