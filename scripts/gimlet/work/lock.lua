-- gimlet.lock: which packs a folder's work rests on, by name, version and hash. A run refuses others.
local files = require "gimlet.base.files"

local M = {}

M.FILE = "gimlet.lock"

---What is locked here.
---@return table<string, { version: string, hash: string }>? locked nil where there is no lock
---@return string? message
function M.read()
  if not files.exists(M.FILE) then return nil end
  local text, message = files.read(M.FILE)
  if not text then return nil, message end
  local locked, number = {}, 0
  for line in text:gmatch "[^\n]+" do
    number = number + 1
    if line:sub(1, 1) ~= "#" then
      local name, version, hash = line:match "^([%w_%-]+)\t([%w.+%-]+)\t(%x+)$"
      if not name or #hash ~= 64 then
        return nil, ("%s:%d: not a line of name, version and hash; `gimlet pack lock --update PACK…` writes it anew")
          :format(M.FILE, number)
      end
      locked[name] = { version = version, hash = hash }
    end
  end
  return locked
end

---Writes the lock.
---@param packs table[] name, version, hash
---@return true?
---@return string? message
function M.write(packs)
  local lines = {}
  for i, pack in ipairs(packs) do lines[i] = ("%s\t%s\t%s"):format(pack.name, pack.version or "-", pack.hash) end
  table.sort(lines)
  return files.write(M.FILE, "# Packs that work here rests on: name, version, hash. Renewed by "
    .. "`gimlet pack lock --update`.\n" .. table.concat(lines, "\n") .. "\n")
end

---Are the packs those that are locked? Packs that the lock does not name are refused as well.
---@param packs table[] name, version, hash, root
---@return string? message nil where all is well
function M.refuses(packs)
  local locked, message = M.read()
  if not locked then return message end
  for _, pack in ipairs(packs) do
    local wanted = locked[pack.name]
    if not wanted then
      return ("%s: the pack %s is not in %s; `gimlet pack lock --update` adds it"):format(pack.root or pack.name,
        pack.name, M.FILE)
    elseif wanted.hash ~= pack.hash then
      return ("%s: the pack %s %s is not the one in %s (%s %s…); `gimlet pack lock --update` takes the new one")
        :format(pack.root or pack.name, pack.name, pack.version or "", M.FILE, wanted.version, wanted.hash:sub(1, 8))
    end
  end
end

return M
