-- Files and folders: walking, globs, reading, hashes. `-` is standard input.
local core = require "gimlet.core"
local host = core.host
local M = {}

---@param folder string
---@param name string
---@return string
function M.join(folder, name)
  if folder == "" or folder == "." or name:sub(1, 1) == "/" then return name end
  return folder:sub(-1) == "/" and folder .. name or folder .. "/" .. name
end

---@param path string
---@return string folder, string name
function M.split(path)
  local folder, name = path:match("^(.*)/([^/]*)$")
  if not folder then return "", path end
  return folder == "" and "/" or folder, name
end

---All bytes of a file.
---@param path string `-` is standard input
---@return string? bytes
---@return string? message
function M.read(path)
  if path == "-" then return io.read("a") end
  local found, why = host.status(path)
  if not found then return nil, why end
  if found.kind == "folder" then return nil, path .. ": is a folder" end
  local file, message = io.open(path, "rb")
  if not file then return nil, message end
  local bytes, failed = file:read("a")
  file:close()
  if not bytes then return nil, path .. ": " .. tostring(failed) end
  return bytes
end

---Writes a file whole: to a neighbour first, then renamed over it.
---@param path string
---@param bytes string
---@return true?
---@return string? message
function M.write(path, bytes)
  local beside = path .. ".new"
  local file, message = io.open(beside, "wb")
  if not file then return nil, path .. message:sub(#beside + 1) end
  local good, why = file:write(bytes)
  local closed, why_not = file:close()
  if good and closed then good, why = os.rename(beside, path) end
  if good and closed then return true end
  os.remove(beside)
  return nil, path .. ": " .. tostring(why or why_not)
end

---@param path string
---@return { kind: string, size: integer, modified: integer, id: string }? status
---@return string? message
function M.status(path) return host.status(path) end

---@param path string
---@return boolean
function M.exists(path) return host.status(path) ~= nil end

---@param path string
---@return boolean
function M.is_folder(path)
  local found = host.status(path)
  return found ~= nil and found.kind == "folder"
end

---SHA-256 of a file's bytes.
---@param path string
---@return string? hex
---@return string? message
function M.sha256(path)
  local bytes, message = M.read(path)
  if not bytes then return nil, message end
  return core.base.sha256(bytes)
end

---Makes a folder and those above it.
---@param path string
---@return true?
---@return string? message
function M.make_folders(path)
  if path == "" or path == "/" or M.is_folder(path) then return true end
  local above = M.split(path)
  local good, message = M.make_folders(above)
  if not good then return nil, message end
  return host.make_folder(path)
end

-- Names that belong to no corpus: hidden files, sidecars, editors' leftovers.
local function is_hidden(name) return name:sub(1, 1) == "." or name:sub(-1) == "~" end

---Is this the metadata that lies beside a file?
---@param path string
---@return boolean
function M.is_sidecar(path) return path:find("%.meta%.json$") ~= nil end

---Path of the metadata beside a file: NAME.meta.json, where NAME is with or without its ending.
---@param path string
---@return string? path nil where there is none
function M.sidecar(path)
  if path == "-" then return nil end
  for _, name in ipairs({ path, (path:gsub("%.[^./]*$", "")) }) do
    if M.exists(name .. ".meta.json") then return name .. ".meta.json" end
  end
  return nil
end

---Path of brat's annotations beside a text: NAME.ann beside NAME.txt.
---@param path string
---@return string? path nil where there is none
function M.standoff(path)
  local beside = path:match "^(.*)%.txt$"
  return beside and M.exists(beside .. ".ann") and beside .. ".ann" or nil
end

local CONFIGURATION <const> = { ["annotation.conf"] = true, ["visual.conf"] = true, ["tools.conf"] = true,
  ["kb_shortcuts.conf"] = true } -- of brat

-- Is it such a file, or other metadata? Then it is no document of its own.
local function lies_beside(path)
  local name = path:match "^(.*)%.ann$"
  if CONFIGURATION[path:match "[^/]*$"] then return true end
  return M.is_sidecar(path) or (name and M.exists(name .. ".txt")) or false
end

---Lists the files below a folder, sorted by path, links followed but no folder entered inside itself.
---@param folder string
---@param on_file fun(path: string)
---@param on_failure? fun(message: string)
---@param keep? fun(path: string, is_folder: boolean): boolean default: all that is not hidden
function M.walk(folder, on_file, on_failure, keep)
  local inside = {}
  local function visit(path)
    local found, why = host.status(path)
    if not found then
      if on_failure then on_failure(why) end
      return
    end
    if found.kind ~= "file" and found.kind ~= "folder" then return end
    if keep and path ~= folder and not keep(path, found.kind == "folder") then return end
    if found.kind == "file" then return on_file(path) end
    if inside[found.id] then
      if on_failure then on_failure(path .. ": a folder that holds itself is not entered again") end
      return
    end
    local names, message = host.list(path)
    if not names then
      if on_failure then on_failure(message) end
      return
    end
    table.sort(names)
    inside[found.id] = true
    for _, name in ipairs(names) do
      if not is_hidden(name) then visit(M.join(path, name)) end
    end
    inside[found.id] = nil
  end
  visit(folder)
end

---A glob as a Lua pattern: * and ? within a name, ** across folders, [abc] and [!abc].
---@param glob string
---@return string
function M.glob_pattern(glob)
  local pattern = glob:gsub("[%^%$%(%)%%%.%+%-]", "%%%0"):gsub("%*%*/?", "\0"):gsub("%*", "[^/]*"):gsub("%?", "[^/]")
    :gsub("%[!", "[^"):gsub("%z", ".-")
  return "^" .. pattern .. "$"
end

---Is there a wildcard in it?
---@param path string
---@return boolean
function M.is_glob(path) return path:find("[*?%[]") ~= nil end

---Files and folders that match a glob; `**` stands for any folders.
---@param glob string
---@return string[] paths sorted
function M.glob(glob)
  local matches = { glob:sub(1, 1) == "/" and "/" or "" }
  for part in glob:gmatch("[^/]+") do
    local found = {}
    for _, folder in ipairs(matches) do
      if part == "**" then
        found[#found + 1] = folder
        M.walk(folder == "" and "." or folder, function(path)
          local above = M.split(path)
          while #above > #folder and above ~= folder do
            if not found[above] then
              found[above] = true
              found[#found + 1] = above
            end
            above = M.split(above)
          end
        end)
      elseif not M.is_glob(part) then
        local path = M.join(folder, part)
        if M.exists(path) then found[#found + 1] = path end
      else
        local pattern = M.glob_pattern(part)
        for _, name in ipairs(host.list(folder == "" and "." or folder) or {}) do
          if name:find(pattern) and (name:sub(1, 1) ~= "." or part:sub(1, 1) == ".") then
            found[#found + 1] = M.join(folder, name)
          end
        end
      end
    end
    matches = found
  end
  table.sort(matches)
  return matches
end

---What the user named, as files: folders are walked, globs the shell left alone are expanded, sidecars in
---folders are left out, a file named twice comes once.
---@param paths string[] `-` stays
---@param on_failure? fun(path: string, message: string)
---@param keep? fun(path: string, is_folder: boolean): boolean of what lies in folders
---@return string[] files in the order given
function M.expand(paths, on_failure, keep)
  local files, seen = {}, {}
  local function fail(path, message) if on_failure then on_failure(path, message) end end
  local function add(path)
    local found = path ~= "-" and host.status(path)
    local id = found and found.id or path
    if not seen[id] then
      seen[id] = true
      files[#files + 1] = path
    end
  end
  local function add_all(path)
    local found, why = host.status(path)
    if path == "-" then
      add(path)
    elseif not found then
      fail(path, why)
    elseif found.kind ~= "folder" then
      add(path)
    else
      M.walk(path, function(file) if not lies_beside(file) then add(file) end end,
        function(message) fail(message:match("^(.-): ") or path, message) end, keep)
    end
  end
  for _, path in ipairs(paths) do
    if path ~= "-" and not M.exists(path) and M.is_glob(path) then
      local found = M.glob(path)
      if #found == 0 then fail(path, path .. ": no such file") end
      for _, file in ipairs(found) do add_all(file) end
    else
      add_all(path)
    end
  end
  return files
end

return M
