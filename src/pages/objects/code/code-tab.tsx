export { ObjectCode as CodeTab } from '../../shared/as-code/object-code.tsx';
