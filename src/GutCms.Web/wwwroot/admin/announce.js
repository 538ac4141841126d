const n=t=>{const e=document.getElementById("live");e&&(e.textContent=e.dataset[t]??t,e.hidden=!1)};export{n as a};
