-- What the walls around workers are on this machine, in words.
local core = require "gimlet.core"

local M = {}

local WITHOUT = {
  seccomp = "no filter of system calls (seccomp)",
  landlock = "no rules on paths (landlock); so they may open no files at all",
  both = "neither a filter of system calls (seccomp) nor rules on paths (landlock)",
}

---What is missing; nil where both walls stand.
---@param walls? { seccomp: boolean, landlock: boolean } default: those that would stand here
---@return string?
function M.missing(walls)
  walls = walls or core.work.jail()
  if walls.seccomp and walls.landlock then return nil end
  if walls.seccomp then return WITHOUT.landlock end
  return walls.landlock and WITHOUT.seccomp or WITHOUT.both
end

---One line, for --version.
---@return string
function M.describe()
  local walls = core.work.jail()
  local missing = M.missing(walls)
  if not missing then return "workers: jailed by seccomp, landlock and resource limits" end
  return ("workers: %s limits on resources; %s"):format(walls.seccomp and "jailed by seccomp and" or walls.landlock
    and "jailed by landlock and" or "only", missing)
end

---A warning; nil where both walls stand.
---@return string?
function M.warning()
  local missing = M.missing()
  return missing and "Workers run with " .. missing .. "." or nil
end

return M
