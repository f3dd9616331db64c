// Streamlit's own few English words, in Chinese; user content is never touched.
(() => {
  if (new URLSearchParams(location.search).get("lang") === "en") return;
  const words = { "Upload": "选择文件", "Browse files": "选择文件", "Choose an option": "请选择", "Choose options": "请选择",
    "Press Enter to apply": "按回车应用", "Press Enter to submit form": "按回车提交", "Connection error": "连接中断",
    "No results": "没有结果", "Close": "关闭", "Drag and drop files here": "把文件拖到这里", "Copy to clipboard": "复制" };
  const limit = /^(\d+)MB per file(.*)$/;
  const mend = (node) => {
    const text = node.nodeValue.trim(), found = limit.exec(text);
    if (words[text]) node.nodeValue = words[text];
    else if (found) node.nodeValue = `每个文件不超过 ${found[1]}MB${found[2]}`;
  };
  const walk = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (!texts.currentNode.parentElement?.closest("[class*=bx-]")) mend(texts.currentNode);
  };
  new MutationObserver((changes) => changes.forEach((c) => c.addedNodes.forEach((n) => n.nodeType === 3 ? mend(n) : n.nodeType === 1 && walk(n))))
    .observe(document.documentElement, { childList: true, subtree: true });
})();
