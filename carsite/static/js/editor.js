// The editor's text field gets its label's name, which its package leaves out.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const attributes = { "aria-multiline": "true", "aria-label": label?.innerText.replace(/:$/, "") ?? "" };
  editor.setOptions({ editorProps: { attributes } });
});
