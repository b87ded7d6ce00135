-- What of LPeg is offered to packs: all that builds and matches patterns, nothing that sets limits of the process or
-- prints.
local lpeg = require "lpeg"

local NAMES = { "B", "C", "Carg", "Cb", "Cc", "Cf", "Cg", "Cmt", "Cp", "Cs", "Ct", "P", "R", "S", "V", "locale",
  "match", "type", "utfR" }

local M = { NAMES = NAMES, library = {} }
for _, name in ipairs(NAMES) do M.library[name] = lpeg[name] end

---A pattern leads to its library as well (p:match): from now on only to what is offered, in this process.
function M.narrow() debug.getmetatable(lpeg.P(true)).__index = M.library end

return M
