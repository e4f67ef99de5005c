/* 方便之用：选中文字就能查找并标记，一次勾选本页各处。没有它，照样能查找、标记和答复。 */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const text = document.getElementById("text");
  const form = document.getElementById("find-form");
  const words = form && form.querySelector("textarea");

  // 文字选中之后，旁边出现一个按钮。
  if (text && words) {
    const bar = document.createElement("div");
    bar.className = "pick no-print";
    bar.hidden = true;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "隐去选中的文字";
    bar.append(button);
    text.append(bar);
    document.querySelectorAll(".pick-hint").forEach((hint) => { hint.hidden = false; });
    let picked = "";

    // 编号和提示不是原文。
    const wordsOf = (range) => {
      const copy = document.createElement("div");
      copy.append(range.cloneContents());
      copy.querySelectorAll(".found-no, summary, h3, h4, .pick, p.gap, .whole").forEach((one) => one.remove());
      copy.querySelectorAll("p, tr, div").forEach((one) => one.append("\n"));
      copy.querySelectorAll("td").forEach((one) => one.append("\t"));
      return copy.textContent.trim();
    };

    const offer = () => {
      const selection = document.getSelection();
      const inside = selection && !selection.isCollapsed && text.contains(selection.anchorNode) && text.contains(selection.focusNode);
      picked = inside ? wordsOf(selection.getRangeAt(0)) : "";
      bar.hidden = picked.length < 2;
      if (bar.hidden || window.innerWidth < 680) return;
      const box = selection.getRangeAt(0).getBoundingClientRect();
      bar.style.left = Math.max(8, Math.min(box.left, window.innerWidth - bar.offsetWidth - 8)) + "px";
      bar.style.top = Math.max(8, Math.min(box.bottom + 6, window.innerHeight - bar.offsetHeight - 8)) + "px";
    };

    document.addEventListener("selectionchange", offer);
    window.addEventListener("scroll", offer, { passive: true });
    // 按下按钮时选择会消失，所以先记住。
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (!picked) return;
      words.value = picked;
      form.requestSubmit();
    });
  }

  // 查找之后，焦点放到结果上；被拒和出错的说明由公用脚本照管。
  const met = document.getElementById("met");
  if (met && !document.querySelector("#refusal, #error-summary")) met.focus();

  // 一次勾选。
  document.querySelectorAll(".tick-all").forEach((line) => {
    line.hidden = false;
    line.addEventListener("click", (event) => {
      const wanted = event.target.dataset.tick;
      if (!wanted) return;
      document.querySelectorAll("input[form=several-form]").forEach((box) => {
        box.checked = wanted === "all" && "open" in box.dataset;
      });
    });
  });
});
