-- gimlet editor: completion, hover and lint for rule files in an editor.
local editor = require "gimlet.cli.editor"

return {
  summary = "completion, hover and lint for rules in your editor",
  usage = "editor [FOLDER]",
  about = "Writes into FOLDER (default: the current one) what an editor with lua-language-server needs to complete and "
    .. "explain the words of the rule language and the library: .gimlet/ (stubs, and the library with its "
    .. "annotations), .luarc.json, .luacheckrc and snippets for VS Code (.vscode/gimlet.code-snippets). Settings that "
    .. "are there already stay as they are; what they would have to say is printed. Run it again after an update.",
  maximum = 1,
  options = {},
  examples = { { "gimlet editor", "in the folder that holds rules/" } },
  run = function(_, arguments)
    local done, message = editor.write(arguments[1] or ".")
    if not done then return nil, message end
    for _, entry in ipairs(done) do io.write(entry[1], ": ", entry[2], "\n") end
    return 0
  end,
}
