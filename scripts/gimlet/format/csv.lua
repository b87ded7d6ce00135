-- Comma-separated values (RFC 4180): a field in quotation marks where it holds a comma, a quotation mark or a line
-- break, lines end with CR LF.
local M = {}

---@param value any nil is an empty field
---@return string
function M.field(value)
  local text = value == nil and "" or tostring(value)
  return text:find '[",\r\n]' and '"' .. text:gsub('"', '""') .. '"' or text
end

---A line of fields.
---@param values table fields from 1
---@param count integer? how many; #values when left out
---@return string
function M.row(values, count)
  local cells = {}
  for i = 1, count or #values do cells[i] = M.field(values[i]) end
  return table.concat(cells, ",") .. "\r\n"
end

return M
