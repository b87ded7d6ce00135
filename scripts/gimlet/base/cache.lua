-- What was compiled before, in $XDG_CACHE_HOME/gimlet (or ~/.cache/gimlet, or the folder $GIMLET_CACHE; `off` there
-- keeps nothing). Files are named by what they were made of, written beside their place and moved there whole, and
-- never changed afterwards; who reads one checks it. Only the parent process writes.
local files = require "gimlet.base.files"
local host = require("gimlet.core").host

local M = {}

-- When there is more, what was used least goes.
local MOST <const> = 4 << 30

---@return string? folder nil where nothing is kept
function M.folder()
  local own = os.getenv "GIMLET_CACHE"
  if own == "off" or own == "" then return nil end
  if own then return own end
  local base = os.getenv "XDG_CACHE_HOME"
  if base and base ~= "" then return files.join(base, "gimlet") end
  local home = os.getenv "HOME"
  return home and home ~= "" and files.join(home, ".cache/gimlet") or nil
end

local function path_of(key)
  local folder = M.folder()
  return folder and key:find "^%x+$" and #key == 64 and files.join(folder, key .. ".list") or nil
end

---@param key string 64 hex digits
---@return string? path of what is kept under that key
function M.find(key)
  local path = path_of(key)
  return path and files.exists(path) and path or nil
end

-- Makes room.
local function prune(folder)
  local list, total = {}, 0
  for _, name in ipairs(host.list(folder) or {}) do
    local path = files.join(folder, name)
    local status = files.status(path)
    if status and name:find "%.list" then
      list[#list + 1] = { path = path, size = status.size, modified = status.modified }
      total = total + status.size
    end
  end
  table.sort(list, function(a, b) return a.modified < b.modified end)
  for _, file in ipairs(list) do
    if total <= MOST then return end
    os.remove(file.path)
    total = total - file.size
  end
end

local Writer = {}
Writer.__index = Writer

---Adds bytes. A writer that has failed ignores what follows: nothing is kept then.
---@param bytes string
function Writer:add(bytes)
  if self.file and not self.file:write(bytes) then self:abandon() end
end

---Forgets what was written.
function Writer:abandon()
  if self.file then self.file:close() end
  self.file = nil
  os.remove(self.beside)
end

---Moves the whole to its place.
function Writer:finish()
  if not self.file then return end
  local closed = self.file:close()
  self.file = nil
  if not closed or not os.rename(self.beside, self.path) then os.remove(self.beside) end
  prune(self.folder)
end

local function make_folders(path)
  if files.exists(path) then return true end
  local parent = path:match "^(.+)/[^/]*$"
  return (not parent or make_folders(parent)) and host.make_folder(path)
end

---Begins to write what is to be kept under a key.
---@param key string
---@return table? writer nil where nothing is kept
function M.writer(key)
  local path, folder = path_of(key), M.folder()
  if not path or not make_folders(folder) then return nil end
  local beside = ("%s.%d"):format(path, math.random(1 << 30))
  local file = io.open(beside, "wb")
  return file and setmetatable({ file = file, path = path, beside = beside, folder = folder }, Writer) or nil
end

return M
