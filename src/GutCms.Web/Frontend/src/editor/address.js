// Addresses as people write them.

/** The address with the scheme that it lacks: a site's, a mailbox's, a telephone's. */
export const complete = text => {
  const address = text.trim();
  if (address === '' || /^(?:[a-z][a-z0-9+.-]*:|[/#?])/i.test(address) && !/^[\w.-]+\.[a-z]{2,}:\d+/i.test(address)) {
    return address;
  }

  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(address)) {
    return `mailto:${address}`;
  }

  if (/^\+?[\d\s()./-]{5,}$/.test(address) && /\d{3}/.test(address)) {
    return `tel:${address.replace(/[^\d+]/g, '')}`;
  }

  return /^[^\s/?#]+\.[^\s/?#]{2,}/.test(address) ? `https://${address}` : address;
};
