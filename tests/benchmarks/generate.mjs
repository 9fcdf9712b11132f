// Writes N mixed Segment events as NDJSON, the same for the same N: node generate.mjs N > events.ndjson
const count = Number(process.argv[2] ?? 200000);

let state = 42;
const random = (below) => {
  // Park and Miller: the same events on every machine.
  state = (state * 48271) % 2147483647;
  return state % below;
};
const pick = (values) => values[random(values.length)];
const names = ['Ann', 'Bob', 'Chloé', 'Dirk', 'Émile', 'Fatima'];

function envelope(index) {
  const second = String(index % 60).padStart(2, '0');
  return {
    messageId: `m-${index}-${random(1e9)}`,
    timestamp: `2026-03-01T12:${String(random(60)).padStart(2, '0')}:${second}.123Z`,
    userId: `user-${random(100000)}`,
    context: {
      ip: `192.0.2.${random(255)}`,
      library: { name: 'analytics.js', version: '2.11.1' },
      locale: 'en-US',
      page: { path: '/cart', referrer: '', title: 'Cart', url: 'https://shop.example/cart?step=1' },
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
    },
  };
}

const product = () => ({ product_id: `p${random(5000)}`, sku: `SKU-${random(99999)}`, name: 'Red "Shoes"', price: random(20000) / 100, quantity: 1 + random(3) });
const calls = {
  identify: () => ({ traits: { email: `u${random(1e6)}@example.com`, firstName: pick(names), age: 18 + random(60), plan: pick(['free', 'pro']), address: { city: 'Gent', postalCode: '9000' } } }),
  track: () => ({ event: pick(['Order Completed', 'Order Completed', 'Product Viewed']), properties: { order_id: `o${random(1e6)}`, total: random(100000) / 100, currency: 'EUR', products: Array.from({ length: 1 + random(4) }, product) } }),
  page: () => ({ name: pick(['Home', 'Cart', 'Checkout']), properties: { path: '/cart', title: 'Cart', url: 'https://shop.example/cart' } }),
  screen: () => ({ name: 'Home', properties: { 'Feed Type': 'private' } }),
  group: () => ({ groupId: 'SegmentToSMCStatic', traits: { matchkey: 'MAIL', userlist: 'USERS_SEGMENT', method: pick(['ADD', 'REMOVE']) } }),
  alias: () => ({ previousId: `anon-${random(1e6)}` }),
};
const mix = ['identify', 'identify', 'track', 'track', 'track', 'track', 'page', 'page', 'group', 'screen', 'alias'];

let chunk = '';
for (let index = 0; index < count; ++index) {
  const type = pick(mix);
  chunk += JSON.stringify({ type, ...envelope(index), ...calls[type]() }) + '\n';
  if (chunk.length > 1 << 20) {
    process.stdout.write(chunk);
    chunk = '';
  }
}
process.stdout.write(chunk);
