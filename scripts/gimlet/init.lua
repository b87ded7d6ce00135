-- gimlet: the library. `require "gimlet"` gives this table.
local M = { _VERSION = "0.1.0" }
return M
