-- Where packs are found, and what of them is sent to the workers.
--
-- In this order: ./rules, the folders of $GIMLET_PATH, $XDG_DATA_HOME/gimlet/rules, share/gimlet/rules beside the
-- program, the packs within the program. A path to a folder, or to a single .lua file, is a pack as well.
local args = require "gimlet.cli.args"
local files = require "gimlet.base.files"
local core = require "gimlet.core"
local host = core.host

local M = {}

-- What lies in a pack's folder and is no part of its rules.
local ASIDE = { samples = true, tests = true, passages = true }
local LARGEST <const> = 64 << 20
-- Data of this size stay where they are until a worker wants to read them; gazetteer.lua has the same bound.
local LARGE <const> = 1 << 20

local function is_part(name) return not ASIDE[name] and not name:find "_spec%.lua$" and name ~= "README.md" end

local function data_home()
  local home = os.getenv "XDG_DATA_HOME"
  if home and home ~= "" then return home end
  local user = os.getenv "HOME"
  return user and user ~= "" and files.join(user, ".local/share") or nil
end

---Where packs are installed.
---@return string? folder
function M.home()
  local home = data_home()
  return home and files.join(home, "gimlet/rules")
end

---Folders that packs are looked for in, first match wins.
---@return string[]
function M.folders()
  local list = { "rules" }
  for folder in (os.getenv "GIMLET_PATH" or ""):gmatch "[^:]+" do list[#list + 1] = folder end
  list[#list + 1] = M.home()
  local program = host.program()
  local prefix = program and program:match "^(.*)/bin/[^/]+$"
  if prefix then list[#list + 1] = prefix .. "/share/gimlet/rules" end
  return list
end

local function read_folder(root)
  local found, size, failure = {}, 0, nil
  local inside = (host.real_path(root) or root) .. "/"
  local function is_own(path)
    local real = host.real_path(path)
    if not real or (real .. "/"):sub(1, #inside) == inside then return true end
    failure = failure or path .. ": leads out of the pack, which holds its own files only"
    return false
  end
  files.walk(root, function(path)
    local status, relative = files.status(path), path:sub(#root + 2)
    if status and status.size >= LARGE and not path:find "%.lua$" then
      local hash, length = core.base.sha256_file(path)
      found[relative] = hash and { sha256 = hash, size = length, path = path } or nil
      failure = failure or not hash and length or nil
      return
    end
    local bytes, message = files.read(path)
    if not bytes then
      failure = failure or message
      return
    end
    size = size + #bytes
    found[relative] = bytes
  end, function(message) failure = failure or message end, function(path)
    return is_part(path) and is_own(path)
  end)
  if failure then return nil, failure end
  if size > LARGEST then return nil, ("%s: a pack of more than %d MB"):format(root, LARGEST >> 20) end
  return found
end

local function read_embedded(name)
  local prefix = "rules/" .. name .. "/"
  local found, any = {}, false
  for _, path in ipairs(host.embedded_paths(prefix)) do
    local relative = path:sub(#prefix + 1)
    if is_part(relative:match "[^/]+$") and not ASIDE[relative:match "^[^/]+"] then
      found[relative] = host.embedded(path)
      any = true
    end
  end
  return any and found or nil
end

local function from_folder(name, root)
  local found, message = read_folder(root)
  if not found then return nil, message, "UNREADABLE" end
  return { name = name, root = root, files = found }
end

local function from_file(path)
  local bytes, message = files.read(path)
  if not bytes then return nil, message end
  local _, name = files.split(path)
  return { name = (name:gsub("%.lua$", "")), root = path, files = { [name] = bytes } }
end

local function from_path(path)
  path = path:gsub("/pack%.lua$", "")
  local found, why = host.status(path)
  if not found then return nil, why end
  if found.kind ~= "folder" then return from_file(path) end
  local root = #path > 1 and path:gsub("/+$", "") or path
  local _, name = files.split(root:find "^%.*$" and host.real_path(root) or root)
  return from_folder(name, root)
end

---Names of all packs that can be found, sorted.
---@return string[]
function M.list()
  local seen = {}
  for _, folder in ipairs(M.folders()) do
    for _, name in ipairs(host.list(folder) or {}) do
      if files.exists(files.join(folder, name) .. "/pack.lua") then
        seen[name] = true
      elseif name:find "%.lua$" and not name:find "_spec%.lua$" then
        seen[(name:gsub("%.lua$", ""))] = true
      end
    end
  end
  for _, path in ipairs(host.embedded_paths "rules/") do
    local name = path:match "^rules/([^/]+)/pack%.lua$"
    if name then seen[name] = true end
  end
  local names = {}
  for name in pairs(seen) do names[#names + 1] = name end
  table.sort(names)
  return names
end

---@param name string a pack's name, or a path to its folder or file
---@return table? pack { name =, root = (as the user knows it), files = { [relative path] = bytes } }
---@return string? message
---@return string? reason "UNREADABLE" where there is such a pack
function M.find(name)
  if name:find("/", 1, true) or name:find "%.lua$" or name == "." or name == ".." then return from_path(name) end
  for _, folder in ipairs(M.folders()) do
    local root = files.join(folder, name)
    if files.exists(root .. "/pack.lua") then return from_folder(name, root) end
    if files.exists(root .. ".lua") then return from_file(root .. ".lua") end
  end
  local found = read_embedded(name)
  if found then return { name = name, root = "rules/" .. name, files = found } end
  return nil, ("there is no pack “%s”%s"):format(name, args.did_you_mean(name, M.list()))
end

return M
