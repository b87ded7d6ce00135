-- Addresses that documents tell of themselves, before anybody is led to them.
local M = {}

---An address that a reader may follow: http or https, with a host, and nothing in it that has no place in an address
---(RFC 3986); what a document writes otherwise is no address.
---@param text any
---@return string? address nil where it is none
function M.of(text)
  if type(text) ~= "string" or #text > 2000 then return nil end
  return text:match "^https?://[%w%-._~%%%[%]:@]+$"
    or text:match "^https?://[%w%-._~%%%[%]:@]+[/?#][%w%-._~:/?#%[%]@!$&'()*+,;=%%]*$"
end

return M
