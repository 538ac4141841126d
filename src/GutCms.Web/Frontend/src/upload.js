// Sends a picture to the library and tells how far it is.
export const send = (form, file, address, told) => new Promise(resolve => {
  const data = new FormData();
  data.set('__RequestVerificationToken', form.elements.__RequestVerificationToken.value);
  data.set('file', file);
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.responseType = 'json';
  request.upload.addEventListener('progress', event => told(Math.round((100 * event.loaded) / event.total)));
  request.addEventListener('load', () => resolve({ status: request.status, ...request.response }));
  request.addEventListener('error', () => resolve({ status: 0 }));
  request.send(data);
});
