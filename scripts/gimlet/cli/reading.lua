-- What the commands that read files share: their options, which files are meant, and how they are read.
local args = require "gimlet.cli.args"
local core = require "gimlet.core"
local files = require "gimlet.base.files"

local M = {}

---Options of a command that reads files, behind its own.
---@param own table[] the command's options
---@return table[]
function M.with_options(own)
  local list = {
    { "format", value = "NAME", choices = core.load.formats(), help = "take all files for this format" },
    { "charset", value = "NAME", help = "take all files for this encoding" },
    { "language", value = "TAG", kind = "language",
      help = "take all of the text for this language (de, pt-BR, German)" },
    { "columns", value = "NAMES", help = "of vertical text: its columns (default: \"word pos lemma\")" },
    { "text-field", value = "NAME", help = "of JSON records and tables: what holds the text (default: text, content, "
      .. "body)" },
    { "newdoc", help = "of CoNLL-U: a document for each newdoc, not one a file" },
    { "reader", value = "PACK", many = true, help = "a pack whose readers know more formats" },
    { "include", value = "GLOB", many = true, help = "of folders, only files that match (any of several)" },
    { "exclude", value = "GLOB", many = true, help = "of folders, no files or folders that match" },
    { "from", value = "FILE", help = "read the paths in FILE, one a line (- is standard input)" },
    "limit-time", "limit-memory", "limit-expansion", "limit-depth",
  }
  return table.move(list, 1, #list, #own + 1, own)
end

---What a reader is to know, for the pipeline.
---@param options table of the command
---@return table
function M.options(options)
  return { format = options.format, charset = options.charset, language = options.language,
    columns = options.columns, newdoc = options.newdoc, text_field = options.text_field,
    expanded = options.limit_expansion and options.limit_expansion << 20, nested = options.limit_depth }
end

---Packs to read with: std for its zone rules, and those that bring readers.
---@param options table of the command
---@return string[]? nil: as usual
function M.packs(options)
  if not options.reader then return nil end
  return table.move(options.reader, 1, #options.reader, 2, { "std" })
end

-- A path matches a glob with its name, or as a whole where the glob has a slash.
local function matcher(globs)
  local patterns = {}
  for i, glob in ipairs(globs) do patterns[i] = { files.glob_pattern(glob), glob:find("/", 1, true) ~= nil } end
  return function(path)
    local _, name = files.split(path)
    for _, pattern in ipairs(patterns) do
      local text = pattern[2] and path or name
      if text:find(pattern[1]) or pattern[2] and ("/" .. text):find((pattern[1]:gsub("^%^", "/"))) then return true end
    end
    return false
  end
end

-- The lines of a list of paths; entries may also end with a zero byte (find -print0).
local function listed(path)
  local text, message = files.read(path)
  if not text then args.misuse("--from: " .. message) end
  local list, ending = {}, text:find("\0", 1, true) and "%z" or "\n"
  for line in (text .. (ending == "%z" and "\0" or "\n")):gmatch("(.-)" .. ending) do
    line = line:gsub("\r$", "")
    if line ~= "" then list[#list + 1] = line end
  end
  return list
end

-- ./in and in are the same place, and so must be what is found there the next time.
local function tidy(path)
  path = path:gsub("/%./", "/"):gsub("//+", "/")
  while path:find("^%./.") do path = path:sub(3) end
  return path
end

---The paths that were named, also those of --from; misuse where there are none.
---@param options table of the command
---@param arguments string[]
---@return string[]
function M.named(options, arguments)
  local list = {}
  for _, path in ipairs(arguments) do
    if path == "" then args.misuse("an empty path") end
    list[#list + 1] = tidy(path)
  end
  if options.from then
    for _, path in ipairs(listed(options.from)) do list[#list + 1] = tidy(path) end
  elseif #list == 0 then
    args.misuse("nothing to work on")
  end
  return list
end

---The files that are meant: folders walked, what is not wanted left out.
---@param options table of the command
---@param named string[] as `named` gives them
---@param on_failure? fun(path: string, message: string)
---@return string[]
function M.files(options, named, on_failure)
  local wanted = options.include and matcher(options.include)
  local unwanted = options.exclude and matcher(options.exclude)
  return files.expand(named, on_failure, function(path, is_folder)
    if unwanted and unwanted(path) then return false end
    return is_folder or not wanted or wanted(path)
  end)
end

return M
