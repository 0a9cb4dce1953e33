// Sends what make_fixtures.py names into a file: node newsletter.js HTML TEXT OUT
const fs = require('fs'), [html, text, out] = process.argv.slice(2);
const mail = require('nodemailer').createTransport({streamTransport: true, buffer: true});
mail.sendMail({
  from: {name: 'The Arlen Herald', address: 'news@herald.example'},
  to: {name: 'Pia Ekström', address: 'pia@skarno.example'},
  subject: 'Lost log of the brig Constance turns up in a bakery wall – Morning Post, 21 January',
  date: new Date('2026-01-21T05:30:00Z'), messageId: '<morning-post-1871@herald.example>',
  baseBoundary: 'morning-post', textEncoding: 'quoted-printable', xMailer: false,
  html: fs.readFileSync(html, 'utf8'), text: fs.readFileSync(text, 'utf8'),
  list: {id: {url: 'morning-post.herald.example', comment: 'The Arlen Herald – Morning Post'},
    unsubscribe: [{url: 'https://herald.example/unsubscribe?id=1871'}, 'unsubscribe@herald.example']},
  headers: {'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', Precedence: 'bulk'},
}).then(sent => fs.writeFileSync(out, sent.message));
