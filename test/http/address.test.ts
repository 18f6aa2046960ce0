import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPrivateAddress, isPrivateHost } from '../../src/http/address.ts';

describe('addresses', () => {
  it('T16: private, local, reserved and metadata addresses are known, also inside of IPv6', () => {
    const addresses = [
      '0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 127.0.0.1 127.255.1.1 169.254.169.254 172.16.0.1 172.31.255.255',
      '192.168.1.1 198.18.0.1 198.19.255.255 224.0.0.1 255.255.255.255 168.63.129.16 192.0.2.1 203.0.113.9',
      ':: ::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1',
      '64:ff9b::10.0.0.1 64:ff9b:1::1 2002:7f00:1:: 2001:db8::1 2001::1 100::1 0:0:0:0:0:0:0:1 ::FFFF:10.0.0.1',
    ];
    for (const ip of addresses.join(' ').split(' ')) assert.equal(isPrivateAddress(ip), true, ip);
  });

  it('T16: public addresses are not', () => {
    const addresses =
      '8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 128.0.0.1 169.253.1.1 172.15.0.1 172.32.0.1 192.167.1.1 ' +
      '168.63.129.15 223.255.255.255 2606:4700::1111 2a00:1450:4001:80b::200e ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::';
    for (const ip of addresses.split(' ')) assert.equal(isPrivateAddress(ip), false, ip);
    for (const text of ['', 'example.org', '10.0.0', '1.2.3.4.5', 'fc00', '::g']) {
      assert.equal(isPrivateAddress(text), false, text);
    }
  });

  it('T16: hosts are judged as a URL spells them', () => {
    for (const url of [
      'http://localhost',
      'http://LOCALHOST.',
      'http://a.localhost',
      'http://[::1]',
      'http://[::ffff:169.254.169.254]',
      'http://2130706433',
      'http://0177.1',
      'http://0x7f000001',
      'http://127.1',
      'http://metadata.google.internal',
      'http://metadata',
      'http://１２７.0.0.1',
    ]) {
      assert.equal(isPrivateHost(new URL(url).hostname), true, url);
    }
    for (const url of [
      'http://example.org',
      'http://localhost.example.org',
      'http://metadata.example.org',
      'http://8.8.8.8',
    ]) {
      assert.equal(isPrivateHost(new URL(url).hostname), false, url);
    }
  });
});
