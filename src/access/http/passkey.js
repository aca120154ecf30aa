// Shows the forms that work with passkeys where the browser can, and sends what the authenticator answers with them.
const api = window.PublicKeyCredential;
const canWork = api?.parseRequestOptionsFromJSON && api.parseCreationOptionsFromJSON && api.prototype.toJSON;

async function ask(form) {
  const options = JSON.parse(form.dataset.options);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: api.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: api.parseRequestOptionsFromJSON(options) });
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await ask(form);
    form.elements.response.value = JSON.stringify(answer.toJSON());
    form.submit();
  } catch (error) {
    // Whoever closes the browser's own window has said no; they may try again.
    console.info(error.name);
    button.disabled = false;
  }
}

for (const form of canWork ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", send);
}
