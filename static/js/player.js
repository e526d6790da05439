// A time beside a transcript plays the recording from there.
const player = document.getElementById("player");

document.addEventListener("click", (event) => {
  const time = event.target.closest("a[data-seconds]");
  if (!time || !player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = Number(time.dataset.seconds);
  player.play().catch(() => {});  // a kind that this browser does not play: the file can be downloaded
});
