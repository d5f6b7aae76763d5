/**
 * Returns a function that writes texts. It writes all texts of one turn of the event loop together: writing line by line takes a
 * tenth of the time of a gateway that answers thousands of requests a second.
 */
export function inOnePiece(write: (text: string) => void): (text: string) => void {
  let texts: string[] = [];
  const flush = () => {
    const all = texts.join('');
    texts = [];
    write(all);
  };
  return (text) => {
    if (texts.push(text) === 1) setImmediate(flush);
  };
}
