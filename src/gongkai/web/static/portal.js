// 记住“大字”开关。没有脚本时开关照样有效，只是不记住。
(function () {
  "use strict";
  var key = "gongkai-large-type";
  var kept = null;
  try { kept = localStorage.getItem(key); } catch (error) { /* 浏览器不许保存 */ }
  if (kept === "1") { document.documentElement.classList.add("large"); }
  document.addEventListener("DOMContentLoaded", function () {
    var box = document.getElementById("large-type");
    if (!box) { return; }
    box.checked = kept === "1";
    box.addEventListener("change", function () {
      document.documentElement.classList.toggle("large", box.checked);
      try { localStorage.setItem(key, box.checked ? "1" : "0"); } catch (error) { /* 同上 */ }
    });
  });
})();
