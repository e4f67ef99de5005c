/* 方便之用；没有它，每个页面照样能看能办。 */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  // 出错或被拒时，把焦点放到说明上，读屏和键盘用户不必找。
  const told = document.querySelector("#refusal, #error-summary");
  if (told) told.focus();
  // 双击不会办两次。
  document.querySelectorAll("form[method=post]").forEach((form) => {
    // 下载不换页，可以再按一次。
    if ("again" in form.dataset) return;
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
  });
});
window.addEventListener("pageshow", (event) => {
  // 从后退缓存回来的页面可以再次提交。
  if (event.persisted) document.querySelectorAll("form").forEach((form) => delete form.dataset.sent);
});
