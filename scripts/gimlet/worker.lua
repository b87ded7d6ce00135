-- stub
local M = {}
function M.serve(channel)
  while true do
    local r = channel:receive()
    if not r then return end
    channel:send({ echo = r, done = true })
  end
end
return M
