import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const YEARS = 10;

/** DER: tag, length, content. */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts) => der(0x30, ...parts);
const oid = (hex) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (part) => der(0x04, part);
const time = (date) => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

function selfSigned(publicKey, privateKey, nowMs) {
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('localhost')))));
  const serial = randomBytes(16);
  serial[0] = (serial[0] & 0x7f) | 0x40;
  const until = new Date(nowMs);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  const names = sequence(
    der(0x82, Buffer.from('localhost')),
    der(0x87, Buffer.from([127, 0, 0, 1])),
    der(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])])),
  );
  const serverAuthentication = sequence(oid('2b06010505070301'));
  const extensions = sequence(
    sequence(oid('551d11'), octets(names)),
    sequence(oid('551d25'), octets(serverAuthentication)),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(nowMs - 86_400_000)), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', body, privateKey);
  const bits = der(0x03, Buffer.from([0]), signature);
  const base64 = sequence(body, ecdsaWithSha256, bits).toString('base64').match(/.{1,64}/g).join('\n');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

/** The certificate for localhost, 127.0.0.1 and ::1 that is kept in the data folder, made at the first start. */
export function certificateIn(folder, nowMs) {
  const path = join(folder, 'certificate.pem');
  if (!existsSync(path)) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) + selfSigned(publicKey, privateKey, nowMs);
    writeFileSync(path, pem, { mode: 0o600 });
  }
  const pem = readFileSync(path);
  return { key: pem, cert: pem };
}
