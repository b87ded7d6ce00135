std = "lua54"
max_line_length = 120
exclude_files = { "build", "scripts/types" }
-- The words of the rule language are the globals of rule files.
local standard = assert(loadfile("scripts/types/luacheckrc.lua", "t", _ENV))
if setfenv then setfenv(standard, getfenv(1)) end -- luacheck may run on Lua 5.1
standard()
files["tests/spec"] = { std = "+busted" }
